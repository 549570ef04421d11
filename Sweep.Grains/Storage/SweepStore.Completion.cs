using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>Completes the sweep if its last trial is final. Called when a trial has ended: costs the same however many trials there are.</summary>
    /// <returns>Whether this call completed it.</returns>
    public async Task<bool> CompleteAsync(Guid id, CancellationToken cancellationToken)
    {
        // Nearly always some trial still waits; that is seen without a transaction.
        var mayBeEnded = await _session.ReadAsync(db => MayBeEnded(db).AnyAsync(sweep => sweep.Id == id, cancellationToken), cancellationToken);
        return mayBeEnded
            && await _session.WriteAsync(StoreOperation.Complete, db => SweepCompletion.TryAsync(db, id, _clock.GetUtcNow(), cancellationToken), cancellationToken);
    }

    /// <summary>Completes every sweep whose last trial is final: what a silo left undone that died between a trial's end and its sweep's.</summary>
    /// <returns>How many.</returns>
    public async Task<int> CompleteEndedAsync(CancellationToken cancellationToken)
    {
        var ids = await _session.ReadAsync(db => MayBeEnded(db).Select(sweep => sweep.Id).ToListAsync(cancellationToken), cancellationToken);
        var completed = 0;
        foreach (var id in ids)
        {
            if (await CompleteAsync(id, cancellationToken)) { completed++; }
        }

        return completed;
    }

    /// <summary>
    /// Unfinished sweeps of which no trial waits for a slot. The last one that waits is asked for: trials are handed out in ascending order, so behind it the index
    /// holds no dead entries, and no statistics lead the server to look at all trials.
    /// </summary>
    private static IQueryable<SweepRecord> MayBeEnded(SherlockContext db) =>
        db.Sweeps
            .Where(sweep => sweep.Status == SweepStatus.Running || sweep.Status == SweepStatus.Paused)
            .Where(sweep => db.Trials.Where(trial => trial.SweepId == sweep.Id && trial.Status == TrialStatus.Pending)
                .OrderByDescending(trial => trial.Number)
                .Select(trial => (int?)trial.Number)
                .FirstOrDefault() == null);
}
