using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>Views that say how many trials were in which status, and when. Part of <see cref="DashboardViews"/>.</summary>
    internal static class DashboardStatuses
    {
        public static void Create(MigrationBuilder migrationBuilder)
        {
            // The four ways a trial's status changes: it is submitted, an attempt begins, an attempt ends, a person ends it. After an
            // attempt that was not the last it waited again. When a waiting trial was paused is not known: it counts as waiting until then.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.status_changes AS
                SELECT s.folder AS sweep, t.number AS trial, s.created_at AS time,
                       CASE WHEN t.attempt = 0 AND t.status = 'Paused' THEN 'Paused' ELSE 'Pending' END AS status, 1 AS change
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                UNION ALL
                SELECT s.folder, a.trial, a.started_at, v.status, v.change
                FROM attempts a JOIN sweeps s ON s.id = a.sweep_id CROSS JOIN (VALUES ('Pending', -1), ('Running', 1)) AS v(status, change)
                UNION ALL
                SELECT s.folder, a.trial, a.ended_at, v.status, v.change
                FROM attempts a JOIN sweeps s ON s.id = a.sweep_id JOIN trials t ON t.sweep_id = a.sweep_id AND t.number = a.trial
                CROSS JOIN LATERAL (VALUES
                    ('Running', -1),
                    (CASE WHEN a.number = t.attempt AND (a.outcome = t.status OR t.status = 'Paused') THEN t.status
                        ELSE 'Pending' END, 1)) AS v(status, change)
                WHERE a.ended_at IS NOT NULL
                UNION ALL
                SELECT s.folder, t.number, t.finished_at, v.status, v.change
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                LEFT JOIN attempts a ON a.sweep_id = t.sweep_id AND a.trial = t.number AND a.number = t.attempt
                CROSS JOIN LATERAL (VALUES ('Pending', -1), (t.status, 1)) AS v(status, change)
                WHERE t.finished_at IS NOT NULL AND a.outcome IS DISTINCT FROM t.status
                """);
            // Two hundred equal parts of the sweep's life so far; a change counts from the end of its part.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.status_history AS
                SELECT sweep, part, part * seconds / 200 AS seconds, created_at + make_interval(secs => part * seconds / 200) AS time,
                       (sum(pending) OVER h)::integer AS pending, (sum(running) OVER h)::integer AS running,
                       (sum(paused) OVER h)::integer AS paused, (sum(completed) OVER h)::integer AS completed,
                       (sum(pruned) OVER h)::integer AS pruned, (sum(diverged) OVER h)::integer AS diverged,
                       (sum(failed) OVER h)::integer AS failed, (sum(cancelled) OVER h)::integer AS cancelled
                FROM (
                    SELECT sweep, part, created_at, seconds,
                           coalesce(sum(change) FILTER (WHERE status = 'Pending'), 0) AS pending,
                           coalesce(sum(change) FILTER (WHERE status = 'Running'), 0) AS running,
                           coalesce(sum(change) FILTER (WHERE status = 'Paused'), 0) AS paused,
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
}
