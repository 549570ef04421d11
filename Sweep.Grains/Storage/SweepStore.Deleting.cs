using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

// A sweep is marked first. From then on nothing trains or steers it, and whatever dies, its rows are removed in the end.
public sealed partial class SweepStore
{
    /// <summary>The number of trials whose rows are removed in one transaction, so that others do not wait for long.</summary>
    private const int RemovedAtOnce = 20;

    /// <summary>
    /// Marks a sweep as deleted; <see cref="RemoveDeletedAsync"/> then removes it. Safe to repeat, also when it is gone: an id is never
    /// used again.
    /// </summary>
    /// <param name="isAbandoned">
    /// Whether no process trains in the data folder, so that rows that are marked Running are those of a process that died.
    /// </param>
    /// <exception cref="SherlockException">There is no such sweep, or it is being trained.</exception>
    public Task<DeletedSweep> MarkDeletedAsync(Guid id, SteeringRequest request, bool isAbandoned, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _session.WriteAsync(
            StoreOperation.Steer,
            async db =>
            {
                await SweepLocks.TakeAsync(db, id, cancellationToken);
                var before = await db.Deletions.SingleOrDefaultAsync(row => row.SweepId == id, cancellationToken);
                if (before is not null) { return Of(before); }
                await RequireAsync(db, id, trial: null, cancellationToken);
                var sweep = await db.Sweeps.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
                if (!isAbandoned) { await RequireNotTrainedAsync(db, sweep, cancellationToken); }
                var deletion = new DeletionRecord
                {
                    SweepId = id,
                    Folder = sweep.Folder,
                    Trials = await db.Trials.CountAsync(row => row.SweepId == id, cancellationToken),
                    Bytes = await db.Checkpoints.Where(row => row.SweepId == id).SumAsync(row => row.Bytes, cancellationToken),
                    Time = _clock.GetUtcNow(),
                    By = request.By,
                };
                db.Deletions.Add(deletion);
                await db.SaveChangesAsync(cancellationToken);
                return Of(deletion);
            },
            cancellationToken);
    }

    /// <summary>
    /// Removes the rows of a sweep that is marked as deleted, a few trials at a time. Safe to repeat, and to run several times at once.
    /// </summary>
    /// <param name="longest">When to stop and leave the rest to another call.</param>
    /// <returns>Whether all of it is gone.</returns>
    public async Task<bool> RemoveDeletedAsync(Guid id, TimeSpan longest, CancellationToken cancellationToken)
    {
        var begun = _clock.GetTimestamp();
        while (await _session.WriteAsync(StoreOperation.Remove, db => RemoveTrialsAsync(db, id, cancellationToken), cancellationToken))
        {
            if (_clock.GetElapsedTime(begun) > longest) { return false; }
        }

        return await _session.WriteAsync(
            StoreOperation.Remove, db => RemoveSweepAsync(db, id, _clock.GetUtcNow(), cancellationToken), cancellationToken);
    }

    /// <summary>Removes the rows of all sweeps that are marked as deleted, because what began it may have died.</summary>
    /// <param name="longest">When to stop and leave the rest to another call.</param>
    public async Task FinishDeletionsAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var begun = _clock.GetTimestamp();
        var ids = await _session.ReadAsync(
            db => db.Deletions.Where(row => !row.IsDone).Select(row => row.SweepId).ToListAsync(cancellationToken), cancellationToken);
        foreach (var id in ids)
        {
            if (!await RemoveDeletedAsync(id, longest - _clock.GetElapsedTime(begun), cancellationToken)) { return; }
        }
    }

    /// <summary>Those of some sweeps that are deleted.</summary>
    public Task<IReadOnlyList<Guid>> DeletedAmongAsync(IReadOnlyCollection<Guid> sweeps, CancellationToken cancellationToken)
    {
        var ids = sweeps.ToList();
        return _session.ReadAsync<IReadOnlyList<Guid>>(
            async db => await db.Deletions.Where(row => ids.Contains(row.SweepId))
                .Select(row => row.SweepId)
                .ToListAsync(cancellationToken),
            cancellationToken);
    }

    private static DeletedSweep Of(DeletionRecord row) => new(row.SweepId, row.Folder, row.Trials, row.Bytes);

    private static async Task RequireNotTrainedAsync(SherlockContext db, SweepRecord sweep, CancellationToken cancellationToken)
    {
        var id = sweep.Id;
        if (sweep.Status is SweepStatus.Running
            || await db.Trials.AnyAsync(row => row.SweepId == id && row.Status == TrialStatus.Running, cancellationToken))
        {
            throw new SherlockException($"'{sweep.Folder}' is being trained: 'cancel {sweep.Folder}' ends it, and then it can be deleted.");
        }
    }

    /// <summary>Removes some trials with all that belongs to them.</summary>
    /// <returns>False if the sweep has no trial left, or is not marked.</returns>
    private static async Task<bool> RemoveTrialsAsync(SherlockContext db, Guid id, CancellationToken cancellationToken)
    {
        if (!await db.Deletions.AnyAsync(row => row.SweepId == id, cancellationToken)) { return false; }
        var numbers = await db.Trials.Where(row => row.SweepId == id)
            .OrderBy(row => row.Number).Select(row => row.Number).Take(RemovedAtOnce)
            .ToListAsync(cancellationToken);
        if (numbers is not [.., var last]) { return false; }

        // What has a foreign key to the trials goes with them.
        await db.Metrics.Where(row => row.SweepId == id && row.Trial <= last).ExecuteDeleteAsync(cancellationToken);
        await db.Summaries.Where(row => row.SweepId == id && row.Trial <= last).ExecuteDeleteAsync(cancellationToken);
        await db.Trials.Where(row => row.SweepId == id && row.Number <= last).ExecuteDeleteAsync(cancellationToken);
        return true;
    }

    /// <summary>Removes the sweep's own row, and with it its decisions, events and requests.</summary>
    private static async Task<bool> RemoveSweepAsync(SherlockContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await db.Deletions.AnyAsync(row => row.SweepId == id, cancellationToken)) { return false; }
        await db.Sweeps.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken);

        // Machines that look for files to remove see the row only now, and look back a short time.
        await db.Deletions.Where(row => row.SweepId == id && !row.IsDone)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDone, true).SetProperty(row => row.Time, now), cancellationToken);
        return true;
    }
}
