using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>How long a trial has not improved at a step, by its stored points.</summary>
    /// <param name="limit">The sweep's patience, in units of the resource.</param>
    /// <param name="step">The last step that counts: an attempt that continues from a checkpoint makes the later ones again.</param>
    public Task<TrialPatience> PatienceAsync(
        TrialId id, long limit, Objective objective, ResourceDefinition resource, long step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(resource);
        return _session.ReadAsync(
            async db =>
            {
                var (sweep, trial, metric, counter) = (id.SweepId, id.Number, objective.Metric, resource.Name);
                var points = await db.Metrics
                    .Where(point => point.SweepId == sweep && point.Trial == trial && point.Step <= step
                        && (point.Metric == metric || point.Metric == counter))
                    .OrderBy(point => point.Step)
                    .Select(point => new { point.Metric, point.Step, point.Value })
                    .ToListAsync(cancellationToken);
                return points.Select(point => new MetricPoint(point.Metric, point.Step, point.Value ?? double.NaN))
                    .GroupBy(point => point.Step)
                    .Aggregate(new TrialPatience(limit), (patience, group) => patience.After([.. group], objective, resource));
            },
            cancellationToken);
    }
}
