using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Cluster : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // SQLite rebuilds a table by renaming, which a view over it forbids; the next migration brings them back.
            migrationBuilder.Sql("DROP VIEW epoch_metrics");
            migrationBuilder.Sql("DROP VIEW best_trials");
            migrationBuilder.Sql("DROP VIEW trial_summary");

            migrationBuilder.DropPrimaryKey(
                name: "PK_metrics",
                table: "metrics");

            migrationBuilder.DropIndex(
                name: "IX_metrics_sweep_id_id",
                table: "metrics");

            migrationBuilder.DropIndex(
                name: "IX_metrics_sweep_id_trial_metric_step",
                table: "metrics");

            migrationBuilder.DropColumn(
                name: "id",
                table: "metrics");

            migrationBuilder.AddColumn<bool>(
                name: "pause_requested",
                table: "trials",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "slot",
                table: "trials",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "stored_step",
                table: "trials",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "priority",
                table: "sweeps",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddPrimaryKey(
                name: "PK_metrics",
                table: "metrics",
                columns: new[] { "sweep_id", "trial", "step", "metric" });

            migrationBuilder.CreateTable(
                name: "checkpoint_parts",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    trial = table.Column<int>(type: "INTEGER", nullable: false),
                    step = table.Column<long>(type: "INTEGER", nullable: false),
                    part = table.Column<int>(type: "INTEGER", nullable: false),
                    data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoint_parts", x => new { x.sweep_id, x.trial, x.step, x.part });
                    table.ForeignKey(
                        name: "FK_checkpoint_parts_checkpoints_sweep_id_trial_step",
                        columns: x => new { x.sweep_id, x.trial, x.step },
                        principalTable: "checkpoints",
                        principalColumns: new[] { "sweep_id", "trial", "step" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orleans_members",
                columns: table => new
                {
                    cluster_id = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    silo_name = table.Column<string>(type: "TEXT", nullable: false),
                    host_name = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    proxy_port = table.Column<int>(type: "INTEGER", nullable: false),
                    suspicions = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<string>(type: "TEXT", nullable: false),
                    alive_at = table.Column<string>(type: "TEXT", nullable: false),
                    etag = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orleans_members", x => new { x.cluster_id, x.address });
                });

            migrationBuilder.CreateTable(
                name: "orleans_membership_versions",
                columns: table => new
                {
                    cluster_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orleans_membership_versions", x => x.cluster_id);
                });

            migrationBuilder.CreateTable(
                name: "orleans_reminders",
                columns: table => new
                {
                    service_id = table.Column<string>(type: "TEXT", nullable: false),
                    grain_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    grain_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    start_at = table.Column<string>(type: "TEXT", nullable: false),
                    period = table.Column<TimeSpan>(type: "TEXT", nullable: false),
                    etag = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orleans_reminders", x => new { x.service_id, x.grain_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sweep_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    verb = table.Column<string>(type: "TEXT", nullable: false),
                    time = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_requests", x => x.id);
                    table.ForeignKey(
                        name: "FK_requests_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_trials_pending",
                table: "trials",
                columns: new[] { "sweep_id", "number" },
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_trials_running",
                table: "trials",
                columns: new[] { "silo", "slot" },
                filter: "status = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_metrics_epoch",
                table: "metrics",
                columns: new[] { "sweep_id", "trial", "step" },
                filter: "metric = 'epoch'");

            migrationBuilder.CreateIndex(
                name: "IX_orleans_reminders_service_id_grain_hash",
                table: "orleans_reminders",
                columns: new[] { "service_id", "grain_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_requests_sweep_id",
                table: "requests",
                column: "sweep_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A data folder does not go back to an older version: restore a copy.");
    }
}
