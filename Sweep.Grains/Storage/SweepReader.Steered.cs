using Microsoft.EntityFrameworkCore;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<SteeredEvent>> SteeredAsync(Guid sweep, int most, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SteeredEvent>>(
            async db =>
            {
                var rows = await db.Events.Where(row => row.SweepId == sweep && row.By != null)
                    .OrderByDescending(row => row.Id)
                    .Take(most)
                    .ToListAsync(cancellationToken);
                return [.. Enumerable.Reverse(rows).Select(row => new SteeredEvent(row.Time, row.Trial, row.Kind.ToString(), row.By!))];
            },
            cancellationToken);
}
