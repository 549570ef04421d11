using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<SearchDecision>> DecisionsAsync(Guid sweep, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SearchDecision>>(
            async db => await db.SearchDecisions.Where(row => row.SweepId == sweep)
                .OrderBy(row => row.Number)
                .Select(row => new SearchDecision(row.Number, row.Kind, row.Trial, row.Cell, row.Reason, row.Time, row.Level, row.Tick))
                .ToListAsync(cancellationToken),
            cancellationToken);
}
