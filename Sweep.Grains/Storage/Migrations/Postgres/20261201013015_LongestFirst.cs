using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LongestFirst : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "cost",
                table: "trials",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "longest_first",
                table: "sweeps",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "cost",
                table: "trials");

            migrationBuilder.DropColumn(
                name: "longest_first",
                table: "sweeps");
        }
    }
}
