using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage.Postgres;

internal sealed partial class PostgresDialect : Dialect
{
    public static PostgresDialect Instance { get; } = new();

    public override bool HasOneWriter => false;

    // Not FOR UPDATE, so that transactions that only refer to the row by a foreign key need not wait.
    public override string ForUpdate => " FOR NO KEY UPDATE";

    public override string ForUpdateOfFree => ForUpdate + " SKIP LOCKED";

    public override string LockTag => PostgresLocks.Tag;

    public override string LockFreeTag => PostgresLocks.FreeTag;

    public override string CountTablesSql =>
        """
        SELECT COUNT(*)::int AS "Value" FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE '\_\_EF%'
        """;

    public override EarlierRelease EarlierRelease { get; } =
        new("20261124033000_EventTimes", ("20261129204507_AttemptProcessors", "ALTER TABLE attempts ADD COLUMN processor text"));

    public override string JsonKey(string name) => name;

    public override string Describe(DbConnection connection) => $"'{connection.Database}' on {connection.DataSource}";

    public override object Parameter(DateTimeOffset time) => time;

    public override IQueryable<MetricRecord> MetricsAfter(
        SherlockContext db, Guid sweep, IReadOnlyList<(int Trial, long Step)> seen, int most)
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

    public override SherlockException? Explain(Exception exception, string database) => PostgresErrors.Explain(exception, database);

    public override bool IsWorthRepeating(Exception exception) =>
        PostgresErrors.IsConflict(exception) || PostgresErrors.IsBroken(exception);

    public override void ForgetBroken(DbConnection connection, Exception exception)
    {
        if (PostgresErrors.IsBroken(exception)) { PostgresPool.Clear(connection); }
    }

    public override Task EndSessionsAsync(SherlockContext db, IReadOnlyList<string> silos, CancellationToken cancellationToken) =>
        PostgresSessions.EndAsync(db, silos, cancellationToken);
}
