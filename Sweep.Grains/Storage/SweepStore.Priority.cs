using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>Gives a sweep another priority. The queue takes it into account at the next free slot.</summary>
    /// <returns>False if it has this priority already.</returns>
    /// <exception cref="SherlockException">There is no such sweep.</exception>
    public async Task<bool> PrioritizeAsync(Guid id, SteeringRequest request, int priority, CancellationToken cancellationToken) =>
        await OnceAsync("priority", id, request with { Trial = null }, async (db, now) =>
        {
            var before = await db.Sweeps.Where(sweep => sweep.Id == id).Select(sweep => sweep.Priority).SingleAsync(cancellationToken);
            if (before == priority) { return 0; }
            db.Events.Add(new()
            {
                Time = now,
                SweepId = id,
                Kind = EventKind.Prioritized,
                Text = string.Create(CultureInfo.InvariantCulture, $"priority {before} to {priority}"),
                By = request.By,
            });
            return await db.Sweeps.Where(sweep => sweep.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(sweep => sweep.Priority, priority), cancellationToken);
        }, cancellationToken) > 0;
}
