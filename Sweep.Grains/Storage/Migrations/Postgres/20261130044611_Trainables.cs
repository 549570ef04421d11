using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>A sweep names its trainable, and silos publish the schemas of theirs.</summary>
    public partial class Trainables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "trainable",
                table: "sweeps",
                type: "text",
                nullable: false,
                defaultValue: "language-model");

            migrationBuilder.AddColumn<string>(
                name: "trainable_version",
                table: "sweeps",
                type: "text",
                nullable: false,
                defaultValue: "1");

            migrationBuilder.CreateTable(
                name: "silo_trainables",
                columns: table => new
                {
                    silo = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silo_trainables", x => new { x.silo, x.name, x.version });
                });

            migrationBuilder.CreateTable(
                name: "trainables",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    schema = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trainables", x => new { x.name, x.version });
                });

            // All sweeps that are there already are of this one.
            migrationBuilder.InsertData(
                table: "trainables",
                columns: ["name", "version", "hash", "schema", "published_at"],
                values: ["language-model", "1", FirstTrainable.Hash, FirstTrainable.Json, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "silo_trainables");

            migrationBuilder.DropTable(
                name: "trainables");

            migrationBuilder.DropColumn(
                name: "trainable",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "trainable_version",
                table: "sweeps");
        }
    }
}
