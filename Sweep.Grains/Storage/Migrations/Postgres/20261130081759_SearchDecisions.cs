using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>A search stores its decisions.</summary>
    public partial class SearchDecisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_searching",
                table: "sweeps",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "search_decisions",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    trial = table.Column<int>(type: "integer", nullable: true),
                    cell = table.Column<string>(type: "jsonb", nullable: true),
                    reason = table.Column<string>(type: "jsonb", nullable: false),
                    time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_decisions", x => new { x.sweep_id, x.number });
                    table.ForeignKey(
                        name: "FK_search_decisions_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            DashboardSearch.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            DashboardSearch.Drop(migrationBuilder);

            migrationBuilder.DropTable(
                name: "search_decisions");

            migrationBuilder.DropColumn(
                name: "is_searching",
                table: "sweeps");
        }
    }
}
