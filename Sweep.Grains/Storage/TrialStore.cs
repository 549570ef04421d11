using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Queue;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// The life of one trial. Every write says which attempt it belongs to, in the statement itself, and changes nothing if that attempt is over; so all of
/// them are safe to repeat, and a silo that was declared dead can do no harm when it wakes up.
/// </summary>
public sealed partial class TrialStore
{
    /// <summary>Attempts that end by an error before the trial has failed. Default 3.</summary>
    public const int MostFailures = 3;

    private readonly StoreSession _session;
    private readonly TimeProvider _clock;

    internal TrialStore(StoreSession session, TimeProvider clock) => (_session, _clock) = (session, clock);

    /// <summary>All trials that wait for a slot, in no order.</summary>
    internal Task<List<PendingTrial>> PendingAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(
            db => db.Trials.Where(trial => trial.Status == TrialStatus.Pending)
                .Join(
                    db.Sweeps.Where(sweep => sweep.Status == SweepStatus.Running),
                    trial => trial.SweepId,
                    sweep => sweep.Id,
                    (trial, sweep) => new PendingTrial(new TrialId(trial.SweepId, trial.Number), sweep.CreatedAt))
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>Begins the trial's next attempt, if it is Pending and its sweep runs; of several claims at once one wins.</summary>
    /// <returns>Null if the trial was not to be had.</returns>
    public Task<TrialAssignment?> ClaimAsync(TrialId id, string silo, CancellationToken cancellationToken) =>
        _session.WriteAsync(db => ClaimAsync(db, id, silo, cancellationToken), cancellationToken);

    private async Task<TrialAssignment?> ClaimAsync(SherlockContext db, TrialId id, string silo, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var claimed = await Row(db, id)
            .Where(trial => trial.Status == TrialStatus.Pending)
            .Where(trial => db.Sweeps.Any(sweep => sweep.Id == trial.SweepId && sweep.Status == SweepStatus.Running))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(trial => trial.Status, TrialStatus.Running)
                    .SetProperty(trial => trial.Attempt, trial => trial.Attempt + 1)
                    .SetProperty(trial => trial.Silo, silo)
                    .SetProperty(trial => trial.ReportedAt, now)
                    .SetProperty(trial => trial.StartedAt, trial => trial.StartedAt ?? now),
                cancellationToken);
        if (claimed == 0) { return null; }

        var assignment = await AssignmentAsync(db, id, cancellationToken);
        var from = assignment.Checkpoint?.Step ?? 0;
        await Row(db, id).ExecuteUpdateAsync(set => set.SetProperty(trial => trial.Step, from), cancellationToken);
        db.Attempts.Add(new()
        {
            SweepId = id.SweepId,
            Trial = id.Number,
            Number = assignment.Attempt,
            Silo = silo,
            FromStep = from,
            StartedAt = now,
        });
        db.Events.Add(new() { Time = now, SweepId = id.SweepId, Trial = id.Number, Kind = EventKind.Claimed, Text = $"attempt {assignment.Attempt} on {silo}" });
        await db.SaveChangesAsync(cancellationToken);
        return assignment;
    }

    /// <summary>Stores an attempt's points, progress and checkpoint, all or nothing.</summary>
    /// <returns>Stop if the attempt is over: nothing was stored.</returns>
    public Task<TrialDecision> ReportAsync(TrialId id, TrialReport report, CancellationToken cancellationToken) =>
        _session.WriteAsync(db => ReportAsync(db, id, report, cancellationToken), cancellationToken);

    private async Task<TrialDecision> ReportAsync(SherlockContext db, TrialId id, TrialReport report, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var running = Running(db, id, report.Attempt);
        var known = await running
            .Join(db.Sweeps, trial => trial.SweepId, sweep => sweep.Id, (trial, sweep) => new { trial, sweep.Objective, sweep.Goal })
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
        if (known is null) { return TrialDecision.Stop; }

        var objective = new Objective(known.Objective, known.Goal);
        var next = Rows.Progress(known.trial, objective).After(report, objective, now);
        if (await StoreAsync(running, known.trial.StoredStep, report, next, cancellationToken) == 0) { return TrialDecision.Stop; }

        var stored = known.trial.StoredStep;
        await db.Dialect.InsertAsync(db, id, [.. report.Points.Where(point => point.Step > stored)], now, cancellationToken);
        if (report.Checkpoint is { } checkpoint) { await CheckpointRows.KeepAsync(db, id, report.Attempt, checkpoint, now, cancellationToken); }
        return TrialDecision.Continue;
    }

    private static Task<int> StoreAsync(
        IQueryable<TrialRecord> running, long stored, TrialReport report, TrialProgress next, CancellationToken cancellationToken)
    {
        var newest = report.Points.IsDefaultOrEmpty ? stored : Math.Max(stored, report.Points.Max(point => point.Step));
        var (bestValue, bestStep) = (next.Best?.Value, next.Best?.Step);
        var (lastValue, lastStep) = (Rows.Storable(next.Last?.Value), next.Last?.Step);
        var latest = Json.Write(next.Latest);
        return running.ExecuteUpdateAsync(
            set => set
                .SetProperty(trial => trial.BestValue, bestValue)
                .SetProperty(trial => trial.BestStep, bestStep)
                .SetProperty(trial => trial.LastValue, lastValue)
                .SetProperty(trial => trial.LastStep, lastStep)
                .SetProperty(trial => trial.Latest, latest)
                .SetProperty(trial => trial.Step, next.Step)
                .SetProperty(trial => trial.StoredStep, newest)
                .SetProperty(trial => trial.TotalSteps, next.TotalSteps)
                .SetProperty(trial => trial.Epoch, next.Epoch)
                .SetProperty(trial => trial.Seconds, next.Seconds)
                .SetProperty(trial => trial.ReportedAt, next.At),
            cancellationToken);
    }

    private static async Task<TrialAssignment> AssignmentAsync(SherlockContext db, TrialId id, CancellationToken cancellationToken)
    {
        var row = await Row(db, id)
            .Join(db.Sweeps, trial => trial.SweepId, sweep => sweep.Id, (trial, sweep) => new { trial, sweep })
            .AsNoTracking()
            .SingleAsync(cancellationToken);
        var checkpoint = await CheckpointRows.NewestAsync(db, id, cancellationToken);
        return new(
            id, row.trial.Attempt, row.sweep.Name, row.sweep.Folder, row.sweep.Corpus, row.trial.Seed,
            Json.ReadHyperparameters(row.trial.Hyperparameters), new(row.sweep.Objective, row.sweep.Goal), checkpoint);
    }

    private static IQueryable<TrialRecord> Row(SherlockContext db, TrialId id)
    {
        var (sweep, number) = (id.SweepId, id.Number);
        return db.Trials.Where(trial => trial.SweepId == sweep && trial.Number == number);
    }

    /// <summary>The trial, if this attempt of it runs: the condition of every write.</summary>
    private static IQueryable<TrialRecord> Running(SherlockContext db, TrialId id, int attempt) =>
        Row(db, id).Where(trial => trial.Attempt == attempt && trial.Status == TrialStatus.Running);
}
