using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<TrainableSchema>> TrainablesAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<TrainableSchema>>(
            async db =>
            {
                var rows = await db.Trainables.OrderByDescending(row => row.PublishedAt)
                    .Select(row => new { row.Name, row.Version })
                    .ToListAsync(cancellationToken);
                var schemas = new List<TrainableSchema>();
                foreach (var row in rows)
                {
                    if (await db.TrySchemaAsync(new(row.Name, row.Version), cancellationToken) is { } schema) { schemas.Add(schema); }
                }

                return schemas.NewestFirst(await SiloTrainables.ReadAsync(db, cancellationToken));
            },
            cancellationToken);

    /// <summary>A sweep's folder and specification. Its trials are not read, so the cost does not depend on their number.</summary>
    /// <exception cref="SherlockException">No sweep has this id.</exception>
    public Task<(string Folder, SweepSpec Spec)> SpecAsync(Guid sweep, CancellationToken cancellationToken) =>
        ReadAsync(
            async db =>
            {
                var row = await db.Sweeps.SingleOrDefaultAsync(owner => owner.Id == sweep, cancellationToken) ?? throw Missing(sweep);
                return (row.Folder, Json.ReadSpec(await db.SchemaAsync(row, cancellationToken), row.Spec));
            },
            cancellationToken);
}
