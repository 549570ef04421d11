using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// A trial that is locked until the transaction ends, with the state of its sweep. Changes to the row are saved with the context.
/// </summary>
internal sealed record LockedTrial(
    TrialRecord Row, Objective Objective, SweepStatus Sweep, TrainableSchema Schema, EarlyStopping EarlyStopping)
{
    /// <summary>What the trial's slot has to do, if its attempt runs.</summary>
    public TrialDecision Decision => Sweep is SweepStatus.Paused || Row.PauseRequested ? TrialDecision.HandBack : TrialDecision.Continue;

    /// <summary>Locks a trial; null if it does not exist.</summary>
    public static async Task<LockedTrial?> TakeAsync(SherlockContext db, TrialId id, CancellationToken cancellationToken)
    {
        var (sweepId, number) = (id.SweepId, id.Number);
        var found = await db.Trials.TagWith(db.Dialect.LockTag)
            .Where(trial => trial.SweepId == sweepId && trial.Number == number)
            .Join(
                db.Sweeps,
                trial => trial.SweepId,
                sweep => sweep.Id,
                (trial, sweep) => new
                {
                    trial,
                    sweep.Objective,
                    sweep.Goal,
                    sweep.Status,
                    sweep.Trainable,
                    sweep.TrainableVersion,
                    sweep.EarlyStopping,
                })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return null; }
        var schema = await db.SchemaAsync(new TrainableId(found.Trainable, found.TrainableVersion), cancellationToken);
        return new(found.trial, new(found.Objective, found.Goal), found.Status, schema, found.EarlyStopping);
    }

    /// <summary>Locks a trial if this attempt of it runs, which every write of an attempt requires. Null if the attempt is over.</summary>
    public static async Task<LockedTrial?> TakeAsync(SherlockContext db, TrialId id, int attempt, CancellationToken cancellationToken) =>
        await TakeAsync(db, id, cancellationToken) is { } locked && locked.IsRunning(attempt) ? locked : null;

    public bool IsRunning(int attempt) => Row.Attempt == attempt && Row.Status is TrialStatus.Running;

    /// <summary>Adds the time since the last sign of life, and notes a new one.</summary>
    public void Touch(DateTimeOffset now)
    {
        Row.Seconds += TrialProgress.Elapsed(Row.ReportedAt, now);
        Row.ReportedAt = now;
    }
}
