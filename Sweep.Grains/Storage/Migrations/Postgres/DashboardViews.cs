using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>
    /// What dashboards read, part of <see cref="Views"/>. The views are in a schema of their own, so that a role can be given them and
    /// nothing else. They read the tables with their owner's rights. A sweep is named by its folder, which is unique. Every view can be
    /// asked for one sweep or trial and then reads no other rows.
    /// </summary>
    internal static class DashboardViews
    {
        public static void Create(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE SCHEMA IF NOT EXISTS dashboards");
            CreateTrials(migrationBuilder);
            CreateSweeps(migrationBuilder);
            CreateSeries(migrationBuilder);
            CreateHistory(migrationBuilder);
            DashboardEffects.Create(migrationBuilder);
            DashboardStatuses.Create(migrationBuilder);
        }

        private static void CreateTrials(MigrationBuilder migrationBuilder) =>
            // The ranks of best_trials. Partitioned by what the view shows, so that the question for one sweep reaches the table.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.trials AS
                SELECT s.folder AS sweep, t.number AS trial,
                       'trial-' || CASE WHEN t.number < 10000 THEN lpad(t.number::text, 4, '0') ELSE t.number::text END AS run,
                       row_number() OVER (PARTITION BY s.folder ORDER BY
                           CASE t.status WHEN 'Failed' THEN 3 WHEN 'Diverged' THEN 2
                               ELSE CASE WHEN t.best_value IS NULL THEN 1 ELSE 0 END END,
                           CASE WHEN t.best_value IS NULL THEN 1 ELSE 0 END,
                           CASE s.goal WHEN 'Maximize' THEN -t.best_value ELSE t.best_value END,
                           t.number) AS rank,
                       t.status, t.hyperparameters,
                       concat_ws(', ',
                           (SELECT string_agg(
                                (a.axis ->> 'name') || '=' || coalesce(t.hyperparameters ->> (a.axis ->> 'name'), 'none'),
                                ', ' ORDER BY a.n)
                            FROM jsonb_array_elements(s.spec -> 'axes') WITH ORDINALITY AS a(axis, n)),
                           CASE WHEN jsonb_array_length(s.spec -> 'seeds') > 1 THEN 'seed=' || t.seed END) AS varied,
                       t.seed, t.attempt AS attempts, t.failures, s.objective, s.goal, t.best_value, t.best_step, t.last_value, t.last_step,
                       t.step, nullif(t.total_steps, 0) AS total_steps,
                       CASE WHEN t.status = 'Completed' THEN 1
                           ELSE coalesce(t.step::double precision / nullif(t.total_steps, 0), 0) END AS progress,
                       t.epoch, t.seconds, t.weights_hash, t.reason, t.silo, t.slot, t.started_at, t.reported_at, t.finished_at
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                """);

        private static void CreateSweeps(MigrationBuilder migrationBuilder)
        {
            // What has ended early has no way left to go. The names alone are to be had without counting every trial.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.sweep_names AS SELECT folder AS sweep, name, created_at FROM sweeps
                """);
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.sweeps AS
                SELECT s.folder AS sweep, s.name, s.id::text AS id, s.status, s.corpus, s.objective, s.goal, s.priority,
                       s.created_at, s.finished_at,
                       extract(epoch FROM coalesce(s.finished_at, now()) - s.created_at)::double precision AS seconds,
                       c.trials, c.pending, c.running, c.paused, c.completed, c.pruned, c.diverged, c.failed, c.cancelled,
                       c.progress, c.best_value
                FROM sweeps s CROSS JOIN LATERAL (
                    SELECT count(*) AS trials,
                           count(*) FILTER (WHERE t.status = 'Pending') AS pending, count(*) FILTER (WHERE t.status = 'Running') AS running,
                           count(*) FILTER (WHERE t.status = 'Paused') AS paused,
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
        }

        private static void CreateSeries(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.series AS
                SELECT s.folder AS sweep, m.trial, m.metric, m.step, m.value, m.recorded_at
                FROM metrics m JOIN sweeps s ON s.id = m.sweep_id
                """);
            // About a thousand points of a series, always its last among them: more than a screen shows and less than a browser minds.
            // No axis can show what is not finite.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.curves AS
                SELECT sweep, trial, metric, step, CASE WHEN abs(value) < 'Infinity' THEN value END AS value, recorded_at
                FROM (
                    SELECT s.folder AS sweep, m.trial, m.metric, m.step, m.value, m.recorded_at,
                           row_number() OVER (PARTITION BY s.folder, m.trial, m.metric ORDER BY m.step) AS n,
                           count(*) OVER (PARTITION BY s.folder, m.trial, m.metric) AS points
                    FROM metrics m JOIN sweeps s ON s.id = m.sweep_id) p
                WHERE n = points OR (n - 1) % ((points + 999) / 1000) = 0
                """);
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.epochs AS
                SELECT s.folder AS sweep, m.trial, e.value::integer AS epoch, m.step, m.metric,
                       CASE WHEN abs(m.value) < 'Infinity' THEN m.value END AS value, m.recorded_at
                FROM metrics e
                JOIN metrics m ON m.sweep_id = e.sweep_id AND m.trial = e.trial AND m.step = e.step AND m.metric <> 'epoch'
                JOIN sweeps s ON s.id = e.sweep_id
                WHERE e.metric = 'epoch'
                """);
            // From what each trial keeps of its newest values: to look for names among the points would read them all.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.metrics AS
                SELECT DISTINCT s.folder AS sweep, k.metric, k.metric = s.objective AS is_objective
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id CROSS JOIN LATERAL jsonb_object_keys(t.latest) AS k(metric)
                """);
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.texts AS
                SELECT s.folder AS sweep, m.trial, m.step, x.text ->> 'name' AS name, x.text ->> 'text' AS text, m.recorded_at
                FROM summaries m JOIN sweeps s ON s.id = m.sweep_id CROSS JOIN LATERAL jsonb_array_elements(m.content -> 'texts') AS x(text)
                """);
        }

        private static void CreateHistory(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.attempts AS
                SELECT s.folder AS sweep, a.trial, a.number AS attempt, a.silo, a.from_step, a.started_at, a.ended_at,
                       extract(epoch FROM coalesce(a.ended_at, now()) - a.started_at)::double precision AS seconds,
                       coalesce(a.outcome, 'Running') AS outcome, a.reason
                FROM attempts a JOIN sweeps s ON s.id = a.sweep_id
                """);
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.checkpoints AS
                SELECT s.folder AS sweep, c.trial, c.step, c.attempt, c.location, c.bytes, c.recorded_at
                FROM checkpoints c JOIN sweeps s ON s.id = c.sweep_id
                """);
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.events AS
                SELECT e.id, e.time, s.folder AS sweep, e.trial, e.kind, e.text
                FROM events e JOIN sweeps s ON s.id = e.sweep_id
                """);
            // A member's name is what trials and attempts call their silo.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.silos AS
                SELECT m.cluster_id AS cluster, m.silo_name AS silo, m.host_name AS host, m.status, m.started_at, m.alive_at,
                       (SELECT count(*) FROM trials t WHERE t.silo = m.silo_name AND t.status = 'Running') AS running
                FROM orleans.members m
                """);
        }
    }
}
