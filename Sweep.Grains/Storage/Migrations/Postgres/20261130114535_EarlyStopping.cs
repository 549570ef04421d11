using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>Trials are held at levels of their resource.</summary>
    public partial class EarlyStopping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "rungs",
                table: "trials",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "until",
                table: "trials",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "early_stopping",
                table: "sweeps",
                type: "text",
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<long>(
                name: "level",
                table: "search_decisions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "tick",
                table: "search_decisions",
                type: "bigint",
                nullable: true);

            DashboardStopping.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            DashboardStopping.Drop(migrationBuilder);

            migrationBuilder.DropColumn(
                name: "rungs",
                table: "trials");

            migrationBuilder.DropColumn(
                name: "until",
                table: "trials");

            migrationBuilder.DropColumn(
                name: "early_stopping",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "level",
                table: "search_decisions");

            migrationBuilder.DropColumn(
                name: "tick",
                table: "search_decisions");
        }
    }
}
