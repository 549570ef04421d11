using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>Removes what belongs to sweeps that ended longer ago than it is kept; null keeps it. Safe to repeat.</summary>
    /// <param name="checkpoints">The age after which only the best trial of a sweep keeps its checkpoints.</param>
    /// <param name="events">The age after which the events of a sweep are removed.</param>
    /// <param name="sweeps">The age after which a sweep is marked as deleted; <see cref="FinishDeletionsAsync"/> removes it.</param>
    /// <returns>The number of sweeps of which anything was removed.</returns>
    public async Task<int> RetainAsync(TimeSpan? checkpoints, TimeSpan? events, TimeSpan? sweeps, CancellationToken cancellationToken)
    {
        var (now, changed) = (_clock.GetUtcNow(), new HashSet<Guid>());
        if (sweeps is { } most)
        {
            foreach (var id in await IdsAsync(db => EndedBefore(db, now - most), cancellationToken))
            {
                await MarkDeletedAsync(id, OfAge(), isAbandoned: false, cancellationToken);
                changed.Add(id);
            }
        }

        if (checkpoints is { } kept)
        {
            foreach (var id in await IdsAsync(db => WithSpareCheckpoints(db, now - kept), cancellationToken))
            {
                if (await PruneAsync(id, OfAge(), keep: 1, cancellationToken) > 0) { changed.Add(id); }
            }
        }

        if (events is { } told)
        {
            foreach (var id in await IdsAsync(db => WithEvents(db, now - told), cancellationToken))
            {
                await _session.WriteAsync(
                    StoreOperation.Remove,
                    db => OldEvents(db, id).ExecuteDeleteAsync(cancellationToken), cancellationToken);
                changed.Add(id);
            }
        }

        return changed.Count;
    }

    private static SteeringRequest OfAge() => new(Guid.NewGuid());

    private Task<List<Guid>> IdsAsync(Func<SherlockContext, IQueryable<SweepRecord>> sweeps, CancellationToken cancellationToken) =>
        _session.ReadAsync(db => sweeps(db).Select(sweep => sweep.Id).ToListAsync(cancellationToken), cancellationToken);

    private static IQueryable<SweepRecord> EndedBefore(SherlockContext db, DateTimeOffset time) => db.Sweeps
        .Where(sweep => sweep.Status == SweepStatus.Completed || sweep.Status == SweepStatus.Cancelled)
        .Where(sweep => sweep.FinishedAt < time && !db.Deletions.Any(row => row.SweepId == sweep.Id));

    private static IQueryable<SweepRecord> WithSpareCheckpoints(SherlockContext db, DateTimeOffset time) => EndedBefore(db, time)
        .Where(sweep => db.Checkpoints.Where(row => row.SweepId == sweep.Id).Select(row => row.Trial).Distinct().Count() > 1);

    private static IQueryable<SweepRecord> WithEvents(SherlockContext db, DateTimeOffset time) => EndedBefore(db, time)
        .Where(sweep => db.Events.Any(row => row.SweepId == sweep.Id && row.Kind != EventKind.CheckpointsRemoved));

    // That checkpoints were removed says why trials cannot go on.
    private static IQueryable<EventRecord> OldEvents(SherlockContext db, Guid id) =>
        db.Events.Where(row => row.SweepId == id && row.Kind != EventKind.CheckpointsRemoved);
}
