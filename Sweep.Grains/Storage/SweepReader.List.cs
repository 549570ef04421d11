using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<SweepSummary>> ListAsync(CancellationToken cancellationToken) =>
        SettledAsync(
            () => ReadListAsync(cancellationToken), AbandonedRows.IsRunning, (rows, sweep) => rows.Settle(sweep), cancellationToken);

    private Task<IReadOnlyList<SweepSummary>> ReadListAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SweepSummary>>(
            async db =>
            {
                // One row for each status that a sweep's trials have; one row for a search that has no trial yet.
                var statuses = db.Trials.GroupBy(trial => new { trial.SweepId, trial.Status })
                    .Select(group => new { group.Key.SweepId, group.Key.Status, Count = group.Count() });
                var rows = await db.Sweeps
                    .LeftJoin(
                        statuses,
                        sweep => sweep.Id,
                        count => count.SweepId,
                        (sweep, count) => new { Sweep = sweep, Status = (TrialStatus?)count!.Status, Count = (int?)count.Count })
                    .OrderByDescending(row => row.Sweep.CreatedAt).ThenByDescending(row => row.Sweep.Id)
                    .ToListAsync(cancellationToken);
                var trained = await SiloTrainables.ReadAsync(db, cancellationToken);
                var sweeps = new List<SweepSummary>();
                foreach (var group in rows.GroupBy(row => row.Sweep.Id, row => row))
                {
                    var sweep = group.First().Sweep;
                    var counts = group.Where(row => row.Status is not null).Select(row => (row.Status!.Value, row.Count!.Value));
                    var summary = await db.TrySchemaAsync(new(sweep.Trainable, sweep.TrainableVersion), cancellationToken) is { } schema
                        ? Rows.Summary(sweep, schema, counts, trained)
                        : Rows.Summary(sweep, counts);
                    sweeps.Add(summary with { Obstacle = await SearchObstacles.ReadAsync(db, summary, cancellationToken) });
                }

                return sweeps;
            },
            cancellationToken);
}
