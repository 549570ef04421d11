using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Sqlite
{
    /// <summary>The log of an attempt is kept.</summary>
    public partial class AttemptLogs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attempt_logs",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    trial = table.Column<int>(type: "INTEGER", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempt_logs", x => new { x.sweep_id, x.trial, x.attempt });
                    table.ForeignKey(
                        name: "FK_attempt_logs_attempts_sweep_id_trial_attempt",
                        columns: x => new { x.sweep_id, x.trial, x.attempt },
                        principalTable: "attempts",
                        principalColumns: new[] { "sweep_id", "trial", "number" },
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attempt_logs");
        }
    }
}
