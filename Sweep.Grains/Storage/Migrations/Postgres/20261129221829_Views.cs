using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>
    /// The views that people and dashboards query; their columns are a contract. A sweep is named by its folder, which is unique.
    /// </summary>
    public partial class Views : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Reports change rows in place where the page has room; nothing compresses weights, so it is not tried.
            migrationBuilder.Sql("ALTER TABLE trials SET (fillfactor = 70)");
            migrationBuilder.Sql("ALTER TABLE checkpoint_parts ALTER COLUMN data SET STORAGE EXTERNAL");
            migrationBuilder.Sql(
                """
                CREATE VIEW trial_summary AS
                SELECT s.folder AS sweep, t.number AS trial, t.status, t.hyperparameters, t.seed, t.attempt AS attempts, s.objective,
                       t.best_value, t.best_step, t.last_value, t.last_step, t.epoch, t.seconds, t.weights_hash, t.reason, t.silo,
                       t.started_at, t.finished_at
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                """);
            // A number beats none; what diverged or failed comes last whatever it reached before; equals keep the order of their numbers.
            migrationBuilder.Sql(
                """
                CREATE VIEW best_trials AS
                SELECT s.folder AS sweep,
                       ROW_NUMBER() OVER (PARTITION BY t.sweep_id ORDER BY
                           CASE t.status WHEN 'Failed' THEN 3 WHEN 'Diverged' THEN 2
                               ELSE CASE WHEN t.best_value IS NULL THEN 1 ELSE 0 END END,
                           CASE WHEN t.best_value IS NULL THEN 1 ELSE 0 END,
                           CASE s.goal WHEN 'Maximize' THEN -t.best_value ELSE t.best_value END,
                           t.number) AS rank,
                       t.number AS trial, t.status, t.hyperparameters, s.objective, t.best_value, t.best_step, t.seconds
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                """);
            // The metric 'epoch' has a point at each epoch's last step, and only there.
            migrationBuilder.Sql(
                """
                CREATE VIEW epoch_metrics AS
                SELECT s.folder AS sweep, m.trial, CAST(e.value AS INTEGER) AS epoch, m.step, m.metric, m.value, m.recorded_at
                FROM metrics e
                JOIN metrics m ON m.sweep_id = e.sweep_id AND m.trial = e.trial AND m.step = e.step AND m.metric <> 'epoch'
                JOIN sweeps s ON s.id = e.sweep_id
                WHERE e.metric = 'epoch'
                """);
            DashboardViews.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP SCHEMA dashboards CASCADE");
            migrationBuilder.Sql("DROP VIEW epoch_metrics");
            migrationBuilder.Sql("DROP VIEW best_trials");
            migrationBuilder.Sql("DROP VIEW trial_summary");
        }
    }
}
