using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using Sweep.Grains.Storage.Postgres;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>
    /// All tables. The model that they make is the target model of the next migration, <see cref="Views"/>, which adds none.
    /// </summary>
    [DbContext(typeof(PostgresContext))]
    [Migration("20261129221549_Initial")]
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "orleans");

            migrationBuilder.CreateTable(
                name: "members",
                schema: "orleans",
                columns: table => new
                {
                    cluster_id = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    silo_name = table.Column<string>(type: "text", nullable: false),
                    host_name = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    proxy_port = table.Column<int>(type: "integer", nullable: false),
                    suspicions = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    alive_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    etag = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_members", x => new { x.cluster_id, x.address });
                });

            migrationBuilder.CreateTable(
                name: "membership_versions",
                schema: "orleans",
                columns: table => new
                {
                    cluster_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_versions", x => x.cluster_id);
                });

            migrationBuilder.CreateTable(
                name: "metrics",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trial = table.Column<int>(type: "integer", nullable: false),
                    metric = table.Column<string>(type: "text", nullable: false),
                    step = table.Column<long>(type: "bigint", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_metrics", x => new { x.sweep_id, x.trial, x.step, x.metric });
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                schema: "orleans",
                columns: table => new
                {
                    service_id = table.Column<string>(type: "text", nullable: false),
                    grain_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    grain_hash = table.Column<long>(type: "bigint", nullable: false),
                    start_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    period = table.Column<TimeSpan>(type: "interval", nullable: false),
                    etag = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reminders", x => new { x.service_id, x.grain_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "summaries",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trial = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_summaries", x => new { x.sweep_id, x.trial, x.step });
                });

            migrationBuilder.CreateTable(
                name: "sweeps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    folder = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    corpus = table.Column<string>(type: "text", nullable: false),
                    objective = table.Column<string>(type: "text", nullable: false),
                    goal = table.Column<string>(type: "text", nullable: false),
                    spec = table.Column<string>(type: "jsonb", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweeps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trial = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => x.id);
                    table.ForeignKey(
                        name: "FK_events_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verb = table.Column<string>(type: "text", nullable: false),
                    trial = table.Column<int>(type: "integer", nullable: true),
                    answer = table.Column<int>(type: "integer", nullable: false),
                    time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "trials",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    hyperparameters = table.Column<string>(type: "jsonb", nullable: false),
                    cell_hash = table.Column<string>(type: "text", nullable: false),
                    seed = table.Column<int>(type: "integer", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    best_value = table.Column<double>(type: "double precision", nullable: true),
                    best_step = table.Column<long>(type: "bigint", nullable: true),
                    last_value = table.Column<double>(type: "double precision", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: true),
                    latest = table.Column<string>(type: "jsonb", nullable: false),
                    step = table.Column<long>(type: "bigint", nullable: false),
                    stored_step = table.Column<long>(type: "bigint", nullable: false),
                    total_steps = table.Column<long>(type: "bigint", nullable: false),
                    epoch = table.Column<int>(type: "integer", nullable: false),
                    seconds = table.Column<double>(type: "double precision", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    weights_hash = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    silo = table.Column<string>(type: "text", nullable: true),
                    slot = table.Column<int>(type: "integer", nullable: true),
                    pause_requested = table.Column<bool>(type: "boolean", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trials", x => new { x.sweep_id, x.number });
                    table.ForeignKey(
                        name: "FK_trials_sweeps_sweep_id",
                        column: x => x.sweep_id,
                        principalTable: "sweeps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trial = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    silo = table.Column<string>(type: "text", nullable: false),
                    from_step = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    processor = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempts", x => new { x.sweep_id, x.trial, x.number });
                    table.ForeignKey(
                        name: "FK_attempts_trials_sweep_id_trial",
                        columns: x => new { x.sweep_id, x.trial },
                        principalTable: "trials",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trial = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<long>(type: "bigint", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    location = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => new { x.sweep_id, x.trial, x.step });
                    table.ForeignKey(
                        name: "FK_checkpoints_trials_sweep_id_trial",
                        columns: x => new { x.sweep_id, x.trial },
                        principalTable: "trials",
                        principalColumns: new[] { "sweep_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checkpoint_parts",
                columns: table => new
                {
                    sweep_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trial = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<long>(type: "bigint", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    data = table.Column<byte[]>(type: "bytea", nullable: false)
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

            migrationBuilder.CreateIndex(
                name: "IX_events_sweep_id_id",
                table: "events",
                columns: new[] { "sweep_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_events_time_id",
                table: "events",
                columns: new[] { "time", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_metrics_epoch",
                table: "metrics",
                columns: new[] { "sweep_id", "trial", "step" },
                filter: "metric = 'epoch'");

            migrationBuilder.CreateIndex(
                name: "IX_reminders_service_id_grain_hash",
                schema: "orleans",
                table: "reminders",
                columns: new[] { "service_id", "grain_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_requests_sweep_id",
                table: "requests",
                column: "sweep_id");

            migrationBuilder.CreateIndex(
                name: "IX_sweeps_folder",
                table: "sweeps",
                column: "folder",
                unique: true);

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
                name: "IX_trials_sweep_id_cell_hash_seed",
                table: "trials",
                columns: new[] { "sweep_id", "cell_hash", "seed" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_trials_sweep_id_status",
                table: "trials",
                columns: new[] { "sweep_id", "status" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "checkpoint_parts");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "members",
                schema: "orleans");

            migrationBuilder.DropTable(
                name: "membership_versions",
                schema: "orleans");

            migrationBuilder.DropTable(
                name: "metrics");

            migrationBuilder.DropTable(
                name: "reminders",
                schema: "orleans");

            migrationBuilder.DropTable(
                name: "requests");

            migrationBuilder.DropTable(
                name: "summaries");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "trials");

            migrationBuilder.DropTable(
                name: "sweeps");
        }
    }
}
