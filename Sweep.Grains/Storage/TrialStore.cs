using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// Stores the life cycle of one trial. Every write of an attempt locks the trial's row, names the attempt that it belongs to, and changes
/// nothing if that attempt is over. So every write is safe to repeat, and a silo that was declared dead can do no harm when it wakes up.
/// </summary>
public sealed partial class TrialStore
{
    /// <summary>The number of attempts that may end by an error before the trial becomes Failed. Default 3.</summary>
    public const int MostFailures = 3;

    /// <summary>The levels of the sweeps whose trials are judged while they train. They never change, as no total of theirs does.</summary>
    private readonly ConcurrentDictionary<Guid, ImmutableArray<long>> _judgedLevels = new();

    private readonly StoreSession _session;
    private readonly TimeProvider _clock;

    /// <summary>Which logs of attempts are kept.</summary>
    internal LogLimits LogLimits { get; init; } = LogLimits.Usual;

    internal TrialStore(StoreSession session, TimeProvider clock) => (_session, _clock) = (session, clock);

    /// <summary>Makes a store for a process without a silo.</summary>
    public static TrialStore Over(SherlockDatabase database) => new(new(database.Contexts), database.Clock);

    /// <summary>
    /// Stores an attempt's points, progress and checkpoint in one transaction. Points of steps that are stored already are not stored
    /// again.
    /// </summary>
    /// <returns>Stop if the attempt is over, and nothing was stored.</returns>
    public async Task<TrialDecision> ReportAsync(TrialId id, TrialReport report, CancellationToken cancellationToken) =>
        (await StoreAsync(id, report, cancellationToken)).Decision;

    /// <inheritdoc cref="ReportAsync"/>
    /// <returns>
    /// Stop if the attempt is over, and nothing was stored; and whether the trial has passed a level at which its search judges it.
    /// </returns>
    internal Task<(TrialDecision Decision, bool IsJudged)> StoreAsync(
        TrialId id, TrialReport report, CancellationToken cancellationToken) =>
        _session.WriteAsync(StoreOperation.Report, db => StoreAsync(db, id, report, cancellationToken), cancellationToken);

    private async Task<(TrialDecision Decision, bool IsJudged)> StoreAsync(
        SherlockContext db, TrialId id, TrialReport report, CancellationToken cancellationToken)
    {
        if (await LockedTrial.TakeAsync(db, id, report.Attempt, cancellationToken) is not { } locked)
        {
            return (TrialDecision.Stop, false);
        }

        var now = _clock.GetUtcNow();
        var row = locked.Row;
        await AddAsync(db, row, report, now, cancellationToken);
        var reached = (row.Step, row.Epoch);
        Rows.Progress(row, locked.Objective).After(report, locked.Objective, locked.Schema.Resource, now).WriteTo(row);
        if (report.Checkpoint is { } checkpoint)
        {
            await CheckpointRows.KeepAsync(db, id, report.Attempt, checkpoint, now, cancellationToken);
        }

        var isJudged = locked.EarlyStopping is EarlyStopping.End && (row.Step, row.Epoch) != reached
            && await NoteRungsAsync(db, locked, hasEnded: false, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (locked.Decision, isJudged);
    }

    /// <summary>Adds the points and summaries of the steps that are not stored yet.</summary>
    private static async Task AddAsync(
        SherlockContext db, TrialRecord row, TrialReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, stored) = (new TrialId(row.SweepId, row.Number), row.StoredStep);
        if (!report.Points.IsDefaultOrEmpty)
        {
            await db.Dialect.InsertAsync(db, id, [.. report.Points.Where(point => point.Step > stored)], now, cancellationToken);
            row.StoredStep = Math.Max(row.StoredStep, report.Points.Max(point => point.Step));
        }

        if (report.Summaries.IsDefaultOrEmpty) { return; }
        db.Summaries.AddRange(report.Summaries.Where(summary => summary.Step > stored).Select(summary => Rows.Record(id, summary, now)));
        row.StoredStep = Math.Max(row.StoredStep, report.Summaries[^1].Step);
    }
}
