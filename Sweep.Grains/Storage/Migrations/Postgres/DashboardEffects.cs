using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sweep.Grains.Storage.Migrations.Postgres
{
    /// <summary>Views that say what each hyperparameter does to the objective. Part of <see cref="DashboardViews"/>.</summary>
    internal static class DashboardEffects
    {
        public static void Create(MigrationBuilder migrationBuilder)
        {
            // The seed counts as one: what it explains is chance, and nothing that explains less than chance matters. Numbers whose squares
            // would overflow, such as the perplexity of a model that learned nothing, are no value.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.hyperparameters AS
                SELECT s.folder AS sweep, t.number AS trial, h.key AS hyperparameter, coalesce(h.value #>> '{}', 'none') AS value,
                       t.status, s.goal,
                       CASE WHEN t.status NOT IN ('Diverged', 'Failed') AND abs(t.best_value) < 1e100 THEN t.best_value END AS best_value
                FROM trials t JOIN sweeps s ON s.id = t.sweep_id
                CROSS JOIN LATERAL jsonb_each(t.hyperparameters || jsonb_build_object('seed', t.seed)) AS h(key, value)
                """);
            // Only what varies. A trial without a value counts among the trials and not in the means.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.effects AS
                SELECT sweep, hyperparameter, value, trials, measured, diverged, failed, mean_value, best_value, worst_value, variance
                FROM (
                    SELECT sweep, hyperparameter, value, count(*) AS trials, count(best_value) AS measured,
                           count(*) FILTER (WHERE status = 'Diverged') AS diverged, count(*) FILTER (WHERE status = 'Failed') AS failed,
                           avg(best_value) AS mean_value, var_pop(best_value) AS variance,
                           CASE goal WHEN 'Maximize' THEN max(best_value) ELSE min(best_value) END AS best_value,
                           CASE goal WHEN 'Maximize' THEN min(best_value) ELSE max(best_value) END AS worst_value,
                           count(*) OVER (PARTITION BY sweep, hyperparameter) AS distinct_values
                    FROM dashboards.hyperparameters
                    GROUP BY sweep, hyperparameter, value, goal) v
                WHERE distinct_values > 1
                """);
            // The share of the objective's variance that lies between the groups of trials with one value (eta squared), from 0 to 1; null
            // if all trials are alike.
            migrationBuilder.Sql(
                """
                CREATE VIEW dashboards.importance AS
                SELECT sweep, hyperparameter, count(*) AS values, max(mean_value) - min(mean_value) AS spread,
                       sum(measured * (mean_value - mean) * (mean_value - mean))
                           / nullif(sum(measured * (mean_value - mean) * (mean_value - mean)) + sum(measured * variance), 0) AS explained
                FROM (
                    SELECT *, sum(measured * mean_value) OVER g / nullif(sum(measured) OVER g, 0) AS mean
                    FROM dashboards.effects WINDOW g AS (PARTITION BY sweep, hyperparameter)) e
                GROUP BY sweep, hyperparameter
                """);
        }
    }
}
