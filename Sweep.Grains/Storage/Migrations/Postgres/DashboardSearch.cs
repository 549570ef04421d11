using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>What dashboards read of searches. Part of <see cref="SearchDecisions"/>.</summary>
    internal static class DashboardSearch
    {
        public static void Create(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.decisions AS
                SELECT s.folder AS sweep, d.number, d.kind, d.trial, d.reason ->> 'by' AS rule, d.cell, d.reason, d.time
                FROM search_decisions d JOIN sweeps s ON s.id = d.sweep_id
                """);
            // Trials in the order in which they ended, with what all that had ended by then had cost.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.best_so_far AS
                SELECT sweep, trial, finished_at, trials, steps, seconds, value,
                       CASE goal WHEN 'Maximize' THEN max(value) OVER ended ELSE min(value) OVER ended END AS best
                FROM (
                    SELECT s.folder AS sweep, t.number AS trial, s.goal, t.finished_at,
                           row_number() OVER e AS trials, sum(t.step) OVER e AS steps, sum(t.seconds) OVER e AS seconds,
                           CASE WHEN t.status = 'Completed' AND abs(t.best_value) < 'Infinity' THEN t.best_value END AS value
                    FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                    WHERE t.finished_at IS NOT NULL
                    WINDOW e AS (PARTITION BY s.folder ORDER BY t.finished_at, t.number)) p
                WINDOW ended AS (PARTITION BY sweep ORDER BY trials)
                """);
            ReplaceTrials(migrationBuilder);
            ReplaceHyperparameters(migrationBuilder);
        }

        public static void Drop(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("DROP VIEW dashboards.decisions, dashboards.best_so_far");

        /// <summary>As before; what varies in a search is its space, without what a trial lacks.</summary>
        private static void ReplaceTrials(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE VIEW dashboards.trials AS
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
                            FROM jsonb_array_elements(coalesce(s.spec -> 'search' -> 'space', s.spec -> 'axes'))
                                WITH ORDINALITY AS a(axis, n)
                            WHERE a.axis ->> 'when_name' IS NULL
                               OR jsonb_exists(
                                   a.axis -> 'when_values', coalesce(t.hyperparameters ->> (a.axis ->> 'when_name'), 'none'))),
                           CASE WHEN jsonb_array_length(s.spec -> 'seeds') > 1 THEN 'seed=' || t.seed END) AS varied,
                       t.seed, t.attempt AS attempts, t.failures, s.objective, s.goal, t.best_value, t.best_step, t.last_value, t.last_step,
                       t.step, nullif(t.total_steps, 0) AS total_steps,
                       CASE WHEN t.status = 'Completed' THEN 1
                           ELSE coalesce(t.step::double precision / nullif(t.total_steps, 0), 0) END AS progress,
                       t.epoch, t.seconds, t.weights_hash, t.reason, t.silo, t.slot, t.started_at, t.reported_at, t.finished_at
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                """);

        /// <summary>As before; values of a searched range count by fifths of it, because hardly two are equal.</summary>
        private static void ReplaceHyperparameters(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE VIEW dashboards.hyperparameters AS
                SELECT s.folder AS sweep, t.number AS trial, h.key AS hyperparameter,
                       coalesce(
                           'from ' || trim_scale(round(f.edge::numeric, 2 - floor(log(coalesce(nullif(abs(f.edge), 0), 1)))::integer)),
                           h.value #>> '{}', 'none') AS value,
                       t.status, s.goal,
                       CASE WHEN t.status NOT IN ('Diverged', 'Failed') AND abs(t.best_value) < 1e100 THEN t.best_value END AS best_value
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                CROSS JOIN LATERAL jsonb_each(t.hyperparameters || jsonb_build_object('seed', t.seed)) AS h(key, value)
                LEFT JOIN LATERAL (
                    SELECT a.axis ->> 'when_name' AS when_name, a.axis -> 'when_values' AS when_values,
                           (a.axis ->> 'from')::double precision AS low, (a.axis ->> 'to')::double precision AS high,
                           (a.axis ->> 'is_log')::boolean AS is_log
                    FROM jsonb_array_elements(coalesce(s.spec -> 'search' -> 'space', '[]')) AS a(axis)
                    WHERE a.axis ->> 'name' = h.key) r ON true
                LEFT JOIN LATERAL (
                    SELECT CASE WHEN r.is_log THEN r.low * power(r.high / r.low, p.fifth / 5.0)
                           ELSE r.low + p.fifth / 5.0 * (r.high - r.low) END AS edge
                    FROM (SELECT greatest(0, least(4, floor(5 * CASE
                              WHEN r.is_log THEN ln(greatest(v.number, r.low) / r.low) / ln(r.high / r.low)
                              ELSE (v.number - r.low) / (r.high - r.low) END))) AS fifth
                          FROM (SELECT CASE WHEN jsonb_typeof(h.value) = 'number'
                                    THEN (h.value #>> '{}')::double precision END AS number) v) p
                    ) f ON r.low IS NOT NULL AND jsonb_typeof(h.value) = 'number'
                WHERE r.when_name IS NULL OR jsonb_exists(r.when_values, coalesce(t.hyperparameters ->> r.when_name, 'none'))
                """);
    }
}
