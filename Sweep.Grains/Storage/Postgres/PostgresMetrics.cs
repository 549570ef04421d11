using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>Reads points by trial, each from a given step on.</summary>
internal static class PostgresMetrics
{
    public static IQueryable<MetricRecord> After(SherlockContext db, Guid sweep, IReadOnlyList<(int Trial, long Step)> seen, int most)
    {
        var (trials, steps) = (seen.Select(one => one.Trial).ToArray(), seen.Select(one => one.Step).ToArray());

        // The inner LIMIT makes the server use the index once per trial. Otherwise it may read whole histories and discard them.
        return db.Metrics.FromSql(
            $"""
            SELECT m.* FROM unnest({trials}, {steps}) AS v (trial, step)
            CROSS JOIN LATERAL (
                SELECT * FROM metrics AS o
                WHERE o.sweep_id = {sweep} AND o.trial = v.trial AND o.step > v.step
                ORDER BY o.step, o.metric LIMIT {most}
            ) AS m
            ORDER BY m.trial, m.step, m.metric
            LIMIT {most}
            """);
    }
}
