using System.Collections.Immutable;
using System.Data.Common;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage.Postgres;

internal sealed class PostgresDialect : Dialect
{
    public static PostgresDialect Instance { get; } = new();

    public override bool HasOneWriter => false;

    // Not FOR UPDATE, so that transactions that only refer to the row by a foreign key need not wait.
    public override string ForUpdate => " FOR NO KEY UPDATE";

    public override string ForUpdateOfFree => ForUpdate + " SKIP LOCKED";

    public override string LockTag => PostgresLocks.Tag;

    public override string CountTablesSql =>
        """
        SELECT COUNT(*)::int AS "Value" FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE '\_\_EF%'
        """;

    public override EarlierRelease EarlierRelease { get; } =
        new("20261124033000_EventTimes", ("20261129204507_AttemptProcessors", "ALTER TABLE attempts ADD COLUMN processor text"));

    public override string Describe(DbConnection connection) => $"'{connection.Database}' on {connection.DataSource}";

    public override object Parameter(DateTimeOffset time) => time;

    public override Task InsertAsync(
        SherlockContext db, TrialId trial, ImmutableArray<MetricPoint> points, DateTimeOffset now, CancellationToken cancellationToken) =>
        PostgresCopy.InsertAsync(db, trial, points, now, cancellationToken);

    public override IQueryable<MetricRecord> MetricsAfter(
        SherlockContext db, Guid sweep, IReadOnlyList<(int Trial, long Step)> seen, int most) =>
        PostgresMetrics.After(db, sweep, seen, most);

    public override Task InsertAsync(SherlockContext db, IEnumerable<TrialRecord> trials, CancellationToken cancellationToken) =>
        PostgresCopy.InsertAsync(db, trials, cancellationToken);

    public override Task InsertAsync(
        SherlockContext db, TrialId trial, long step, IAsyncEnumerable<byte[]> parts, CancellationToken cancellationToken) =>
        PostgresCopy.InsertAsync(db, trial, step, parts, cancellationToken);

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
