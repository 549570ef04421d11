using Sweep.Grains.Grids;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    /// <summary>Whether the longest trials of a sweep begin first: its order allows it, and their cost can be estimated.</summary>
    internal async Task<bool> BeginsWithLongestAsync(SweepSpec spec, CancellationToken cancellationToken) =>
        spec.MayBeginWithLongest && (await EstimateAsync(spec, [spec.Trial], cancellationToken)).Length > 0;

    /// <summary>
    /// What the trials of a grid are likely to cost, in the order of their numbers; of a search, what its shared values cost. Empty if
    /// nothing is known, or if the sweep has another order.
    /// </summary>
    private async Task<double?[]> CostsAsync(SweepSpec spec, CancellationToken cancellationToken) => spec switch
    {
        { MayBeginWithLongest: false } => [],
        { Search: not null } => await EstimateAsync(spec, [spec.Trial], cancellationToken),
        _ => await EstimateAsync(spec, GridExpansion.Cells(spec).Select(cell => cell.Hyperparameters), cancellationToken),
    };

    /// <summary>What the trials of a search's decision are likely to cost.</summary>
    private async Task<double?> CostAsync(SweepSpec spec, NewDecision decision, CancellationToken cancellationToken) =>
        spec.MayBeginWithLongest && decision.Combination is { } combination
            ? (await EstimateAsync(spec, [combination.Hyperparameters], cancellationToken)).FirstOrDefault()
            : null;

    private async Task<double?[]> EstimateAsync(
        SweepSpec spec, IEnumerable<Hyperparameters> trials, CancellationToken cancellationToken)
    {
        if (_costs is null) { return []; }
        var costs = await _costs.EstimateAsync(spec.Trainable, trials, cancellationToken);
        return Array.Exists(costs, cost => cost is not null) ? costs : [];
    }
}
