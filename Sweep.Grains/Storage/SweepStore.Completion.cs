using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>
    /// Completes the sweep if its last trial is final. Called when a trial has ended. The cost does not depend on the number of trials.
    /// </summary>
    /// <returns>Whether this call completed it.</returns>
    public async Task<bool> CompleteAsync(Guid id, CancellationToken cancellationToken)
    {
        // Nearly always some trial still waits, which can be seen without a transaction.
        var mayBeEnded = await _session.ReadAsync(
            db => MayBeEnded(db).AnyAsync(sweep => sweep.Id == id, cancellationToken), cancellationToken);
        return mayBeEnded
            && await _session.WriteAsync(
                StoreOperation.Complete, db => SweepCompletion.TryAsync(db, id, _clock.GetUtcNow(), cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Completes every sweep whose last trial is final: a silo that died between a trial's end and its sweep's end did not.
    /// </summary>
    /// <returns>The number of sweeps that were completed.</returns>
    public async Task<int> CompleteEndedAsync(CancellationToken cancellationToken)
    {
        var ids = await _session.ReadAsync(
            db => MayBeEnded(db).Select(sweep => sweep.Id).ToListAsync(cancellationToken), cancellationToken);
        var completed = 0;
        foreach (var id in ids)
        {
            if (await CompleteAsync(id, cancellationToken)) { completed++; }
        }

        return completed;
    }

    /// <summary>
    /// Unfinished sweeps that search no more and have no trial that waits for a slot. The query asks for the last trial that waits: trials
    /// are assigned in ascending order, so after it the index has no dead entries, and no statistics lead the server to read all trials.
    /// </summary>
    private static IQueryable<SweepRecord> MayBeEnded(SherlockContext db) =>
        db.Sweeps
            .Where(sweep => (sweep.Status == SweepStatus.Running || sweep.Status == SweepStatus.Paused) && !sweep.IsSearching)
            .Where(sweep => db.Trials.Where(trial => trial.SweepId == sweep.Id && trial.Status == TrialStatus.Pending)
                .OrderByDescending(trial => trial.Number)
                .Select(trial => (int?)trial.Number)
                .FirstOrDefault() == null);
}
