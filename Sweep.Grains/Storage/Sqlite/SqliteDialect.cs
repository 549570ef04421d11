using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage.Sqlite;

internal sealed partial class SqliteDialect : Dialect
{
    // Tracked entities are released after this many, so that a large sweep's rows don't slow down the next ones.
    private const int Batch = 1000;

    public static SqliteDialect Instance { get; } = new();

    public override bool HasOneWriter => true;

    public override string ForUpdate => "";

    public override string ForUpdateOfFree => "";

    public override string LockTag => "one writer";

    public override string LockFreeTag => LockTag;

    public override string CountTablesSql =>
        """
        SELECT COUNT(*) AS "Value" FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE '\_\_EF%' ESCAPE '\' AND name NOT LIKE 'sqlite%'
        """;

    public override EarlierRelease EarlierRelease { get; } =
        new("20261124033001_EventTimes", ("20261129204647_AttemptProcessors", "ALTER TABLE attempts ADD COLUMN processor TEXT"));

    public override string JsonKey(string name) => $"$.\"{name}\"";

    public override string Describe(DbConnection connection) => ReadOnlyConnections.PathOf(connection.DataSource);

    public override object Parameter(DateTimeOffset time) => SqliteTime.ToText(time);

    public override async Task InsertAsync(SherlockContext db, IEnumerable<TrialRecord> trials, CancellationToken cancellationToken)
    {
        foreach (var batch in trials.Chunk(Batch))
        {
            db.Trials.AddRange(batch);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    public override async Task InsertAsync(
        SherlockContext db, TrialId trial, long step, IAsyncEnumerable<byte[]> parts, CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            db.CheckpointParts.Add(new() { SweepId = trial.SweepId, Trial = trial.Number, Step = step, Part = number++, Data = part });
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    public override SherlockException? Explain(Exception exception, string database) => SqliteErrors.Explain(exception, database);

    // 19: a violated constraint met another transaction. 14 and 11 in a folder that may only be read: a log came or went after this
    // process looked for it.
    public override bool IsWorthRepeating(Exception exception) =>
        (exception is DbUpdateException { InnerException: { } inner } ? inner : exception)
            is SqliteException { SqliteErrorCode: 11 or 14 or 19 };
}
