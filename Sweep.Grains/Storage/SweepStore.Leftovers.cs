using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

// What machines need to know to remove files whose rows are gone.
public sealed partial class SweepStore
{
    /// <summary>The sweeps that were deleted since a time.</summary>
    internal Task<IReadOnlyList<Leftover>> DeletedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        _session.ReadAsync<IReadOnlyList<Leftover>>(
            async db => await db.Deletions.Where(row => row.Time >= time && row.IsDone)
                .OrderBy(row => row.Time)
                .Select(row => new Leftover(row.SweepId, row.Folder, db.Sweeps.Any(sweep => sweep.Folder == row.Folder)))
                .ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>The trials that have ended and have no checkpoint, of the sweeps of which checkpoints were removed since a time.</summary>
    internal Task<IReadOnlyList<PrunedTrial>> PrunedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        _session.ReadAsync<IReadOnlyList<PrunedTrial>>(
            async db =>
            {
                var sweeps = await db.Events.Where(row => row.Kind == EventKind.CheckpointsRemoved && row.Time >= time)
                    .Select(row => row.SweepId).Distinct()
                    .ToListAsync(cancellationToken);
                if (sweeps.Count == 0) { return []; }
                return await db.Trials.Where(row => sweeps.Contains(row.SweepId) && _final.Contains(row.Status))
                    .Where(row => !db.Checkpoints.Any(one => one.SweepId == row.SweepId && one.Trial == row.Number))
                    .Join(
                        db.Sweeps, row => row.SweepId, sweep => sweep.Id,
                        (row, sweep) => new PrunedTrial(sweep.Id, sweep.Folder, row.Number, row.Attempt))
                    .ToListAsync(cancellationToken);
            },
            cancellationToken);
}

/// <summary>A deleted sweep whose files a machine may still have.</summary>
/// <param name="IsTaken">Whether another sweep has its name by now.</param>
internal sealed record Leftover(Guid Sweep, string Folder, bool IsTaken);

/// <summary>A trial that has ended and has no checkpoint, although files of some may be left.</summary>
/// <param name="Attempt">Its last attempt.</param>
internal sealed record PrunedTrial(Guid Sweep, string Folder, int Number, int Attempt);
