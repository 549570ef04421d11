using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>What dashboards read of early stopping. Part of <see cref="EarlyStopping"/>.</summary>
    internal static class DashboardStopping
    {
        public static void Create(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE VIEW dashboards.decisions AS
                SELECT s.folder AS sweep, d.number, d.kind, d.trial, d.reason ->> 'by' AS rule, d.cell, d.reason, d.time, d.level, d.tick
                FROM search_decisions d JOIN sweeps s ON s.id = d.sweep_id
                """);
            ReplaceSweeps(migrationBuilder);
            ReplaceChanges(migrationBuilder);
            ReplaceHistory(migrationBuilder);
        }

        public static void Drop(MigrationBuilder migrationBuilder)
        {
            // The other views read nothing that is new.
            migrationBuilder.Sql("DROP VIEW dashboards.decisions");
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.decisions AS
                SELECT s.folder AS sweep, d.number, d.kind, d.trial, d.reason ->> 'by' AS rule, d.cell, d.reason, d.time
                FROM search_decisions d JOIN sweeps s ON s.id = d.sweep_id
                """);
        }

        /// <summary>As before, with those that are held. They count as done, because most of them never go on.</summary>
        private static void ReplaceSweeps(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE VIEW dashboards.sweeps AS
                SELECT s.folder AS sweep, s.name, s.id::text AS id, s.status, s.corpus, s.objective, s.goal, s.priority,
                       s.created_at, s.finished_at,
                       extract(epoch FROM coalesce(s.finished_at, now()) - s.created_at)::double precision AS seconds,
                       c.trials, c.pending, c.running, c.paused, c.completed, c.pruned, c.diverged, c.failed, c.cancelled,
                       c.progress, c.best_value, c.held
                FROM sweeps s CROSS JOIN LATERAL (
                    SELECT count(*) AS trials,
                           count(*) FILTER (WHERE t.status = 'Pending') AS pending, count(*) FILTER (WHERE t.status = 'Running') AS running,
                           count(*) FILTER (WHERE t.status = 'Paused') AS paused, count(*) FILTER (WHERE t.status = 'Held') AS held,
                           count(*) FILTER (WHERE t.status = 'Completed') AS completed,
                           count(*) FILTER (WHERE t.status = 'Pruned') AS pruned, count(*) FILTER (WHERE t.status = 'Diverged') AS diverged,
                           count(*) FILTER (WHERE t.status = 'Failed') AS failed,
                           count(*) FILTER (WHERE t.status = 'Cancelled') AS cancelled,
                           avg(CASE WHEN t.status IN ('Pending', 'Running', 'Paused')
                               THEN coalesce(t.step::double precision / nullif(t.total_steps, 0), 0) ELSE 1 END) AS progress,
                           CASE s.goal
                               WHEN 'Maximize' THEN max(t.best_value) FILTER (WHERE t.status NOT IN ('Diverged', 'Failed'))
                               ELSE min(t.best_value) FILTER (WHERE t.status NOT IN ('Diverged', 'Failed')) END AS best_value
                    FROM trials t WHERE t.sweep_id = s.id) c
                """);

        /// <summary>
        /// As before; after an attempt that reached its level, or after the end of a sweep that was extended, a trial is held until its
        /// next attempt begins. The moment in which it waits for the slot that promoted it does not count.
        /// </summary>
        private static void ReplaceChanges(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE VIEW dashboards.status_changes AS
                SELECT s.folder AS sweep, t.number AS trial, s.created_at AS time,
                       CASE WHEN t.attempt = 0 AND t.status = 'Paused' THEN 'Paused' ELSE 'Pending' END AS status, 1 AS change
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                UNION ALL
                SELECT s.folder, a.trial, a.started_at, v.status, v.change
                FROM attempts a JOIN sweeps s ON s.id = a.sweep_id
                LEFT JOIN attempts b ON b.sweep_id = a.sweep_id AND b.trial = a.trial AND b.number = a.number - 1
                CROSS JOIN LATERAL (VALUES
                    (CASE WHEN b.outcome IN ('Held', 'Completed') THEN 'Held' ELSE 'Pending' END, -1),
                    ('Running', 1)) AS v(status, change)
                UNION ALL
                SELECT s.folder, a.trial, a.ended_at, v.status, v.change
                FROM attempts a JOIN sweeps s ON s.id = a.sweep_id JOIN trials t ON t.sweep_id = a.sweep_id AND t.number = a.trial
                CROSS JOIN LATERAL (VALUES
                    ('Running', -1),
                    (CASE WHEN a.outcome IN ('Held', 'Completed')
                               AND (a.number < t.attempt OR t.status NOT IN ('Paused', 'Pending', 'Completed')) THEN 'Held'
                        WHEN a.number = t.attempt AND (a.outcome = t.status OR t.status = 'Paused') THEN t.status
                        ELSE 'Pending' END, 1)) AS v(status, change)
                WHERE a.ended_at IS NOT NULL
                UNION ALL
                SELECT s.folder, t.number, t.finished_at, v.status, v.change
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                LEFT JOIN attempts a ON a.sweep_id = t.sweep_id AND a.trial = t.number AND a.number = t.attempt
                CROSS JOIN LATERAL (VALUES
                    (CASE WHEN a.outcome IN ('Held', 'Completed') THEN 'Held' ELSE 'Pending' END, -1),
                    (t.status, 1)) AS v(status, change)
                WHERE t.finished_at IS NOT NULL AND a.outcome IS DISTINCT FROM t.status
                """);

        /// <summary>As before, with those that are held.</summary>
        private static void ReplaceHistory(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE VIEW dashboards.status_history AS
                SELECT sweep, part, part * seconds / 200 AS seconds, created_at + make_interval(secs => part * seconds / 200) AS time,
                       (sum(pending) OVER h)::integer AS pending, (sum(running) OVER h)::integer AS running,
                       (sum(paused) OVER h)::integer AS paused, (sum(completed) OVER h)::integer AS completed,
                       (sum(pruned) OVER h)::integer AS pruned, (sum(diverged) OVER h)::integer AS diverged,
                       (sum(failed) OVER h)::integer AS failed, (sum(cancelled) OVER h)::integer AS cancelled,
                       (sum(held) OVER h)::integer AS held
                FROM (
                    SELECT sweep, part, created_at, seconds,
                           coalesce(sum(change) FILTER (WHERE status = 'Pending'), 0) AS pending,
                           coalesce(sum(change) FILTER (WHERE status = 'Running'), 0) AS running,
                           coalesce(sum(change) FILTER (WHERE status = 'Paused'), 0) AS paused,
                           coalesce(sum(change) FILTER (WHERE status = 'Held'), 0) AS held,
                           coalesce(sum(change) FILTER (WHERE status = 'Completed'), 0) AS completed,
                           coalesce(sum(change) FILTER (WHERE status = 'Pruned'), 0) AS pruned,
                           coalesce(sum(change) FILTER (WHERE status = 'Diverged'), 0) AS diverged,
                           coalesce(sum(change) FILTER (WHERE status = 'Failed'), 0) AS failed,
                           coalesce(sum(change) FILTER (WHERE status = 'Cancelled'), 0) AS cancelled
                    FROM (
                        SELECT s.folder AS sweep, n.part, s.created_at, l.seconds, NULL AS status, 0 AS change
                        FROM sweeps s CROSS JOIN generate_series(0, 200) AS n(part)
                        CROSS JOIN LATERAL (
                            SELECT greatest(1, extract(epoch FROM coalesce(s.finished_at, now()) - s.created_at)::double precision)
                                AS seconds) l
                        UNION ALL
                        SELECT c.sweep,
                               greatest(0, least(200, ceil(
                                   200 * extract(epoch FROM c.time - s.created_at)::double precision / l.seconds)))::integer,
                               s.created_at, l.seconds, c.status, c.change
                        FROM dashboards.status_changes c JOIN sweeps s ON s.folder = c.sweep
                        CROSS JOIN LATERAL (
                            SELECT greatest(1, extract(epoch FROM coalesce(s.finished_at, now()) - s.created_at)::double precision)
                                AS seconds) l) c
                    GROUP BY sweep, part, created_at, seconds) p
                WINDOW h AS (PARTITION BY sweep ORDER BY part)
                """);
    }
}
