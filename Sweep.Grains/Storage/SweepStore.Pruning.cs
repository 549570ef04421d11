using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    private const int PrunedAtOnce = 100;

    private static readonly IReadOnlyList<TrialStatus> _final = [.. Enum.GetValues<TrialStatus>().Where(status => status.IsFinal())];

    /// <summary>
    /// Removes the checkpoints of the trials that have ended, except those of the <see cref="KeptTrials"/>. Nothing else of the trials is
    /// removed. A trial without a checkpoint that is trained again begins at its beginning.
    /// </summary>
    /// <param name="keep">How many trials keep their checkpoints, from 0.</param>
    /// <returns>The number of trials whose checkpoints were removed.</returns>
    /// <exception cref="SherlockException">There is no such sweep.</exception>
    public Task<int> PruneAsync(Guid id, SteeringRequest request, int keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OnceAsync("prune", id, request with { Trial = null }, async (db, _) =>
        {
            var kept = await KeptTrials.ReadAsync(db, id, keep, cancellationToken);
            var pruned = (await db.Trials.Where(row => row.SweepId == id && _final.Contains(row.Status))
                .Where(row => db.Checkpoints.Any(checkpoint => checkpoint.SweepId == id && checkpoint.Trial == row.Number))
                .Select(row => row.Number)
                .ToListAsync(cancellationToken)).Except(kept).ToList();
            foreach (var some in pruned.Chunk(PrunedAtOnce).Select(chunk => chunk.ToList()))
            {
                await db.Checkpoints.Where(row => row.SweepId == id && some.Contains(row.Trial)).ExecuteDeleteAsync(cancellationToken);
            }

            if (pruned.Count == 0) { return 0; }
            var text = string.Create(CultureInfo.InvariantCulture, $"of {pruned.Count} trials; the best {keep} keep theirs");

            // The time after the removal, because machines look back a short time for files to remove.
            var time = _clock.GetUtcNow();
            db.Events.Add(new() { Time = time, SweepId = id, Kind = EventKind.CheckpointsRemoved, Text = text, By = request.By });
            return pruned.Count;
        }, cancellationToken);
    }

    /// <summary>Refuses what needs checkpoints that were removed.</summary>
    private static async Task RequireCheckpointsAsync(SherlockContext db, SweepRecord sweep, CancellationToken cancellationToken)
    {
        var id = sweep.Id;
        var removed = db.Events.Where(row => row.SweepId == id && row.Kind == EventKind.CheckpointsRemoved);
        if (!await removed.AnyAsync(cancellationToken)) { return; }
        var lacking = await db.Trials.CountAsync(
            row => row.SweepId == id && row.Status == TrialStatus.Completed
                && !db.Checkpoints.Any(checkpoint => checkpoint.SweepId == id && checkpoint.Trial == row.Number),
            cancellationToken);
        if (lacking > 0)
        {
            var trials = string.Create(CultureInfo.InvariantCulture, $"{lacking} completed trial{(lacking == 1 ? "" : "s")}");
            throw new SherlockException(
                $"The checkpoints of {trials} of '{sweep.Folder}' were removed, so that no trial of it can train longer: submit the grid "
                + "again with the larger total.");
        }
    }
}
