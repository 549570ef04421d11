using Sweep.Client.Backends;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Workbench;

/// <summary>Works out the size of a search from the check of trials that stand for all that it may propose.</summary>
internal static class SearchPlanning
{
    /// <param name="samples">The check of <see cref="SearchSamples.Of"/>.</param>
    /// <returns>The check of the whole search, with its plan.</returns>
    public static SweepCheck Of(SweepSpec spec, SweepCheck samples)
    {
        var search = spec.Search!;
        var totals = SearchSamples.Of(spec).Select(cell => spec.Schema.Resource.Total(cell.Hyperparameters)).ToList();
        var plan = new SearchPlan(
            search.Sampler,
            search.Space.Length,
            SearchSamples.MostTrials(spec),
            TrialSpace.Of(spec).Space.Count,
            spec.Schema.Resource.Plural,
            totals.Average(),
            samples.CheckpointBytes / samples.Trials)
        {
            IsRepeatable = search.IsRepeatable,
            Lag = search.Lag,
        };
        var trials = plan.MostTrials ?? 0;
        var steps = samples.Steps is { } all && trials > 0 ? (long?)((double)all / samples.Trials * trials) : null;
        return samples with
        {
            Trials = trials,
            Steps = search.Steps is { } budget ? Math.Min(budget, steps ?? budget) : steps,
            CheckpointBytes = plan.CheckpointBytes * trials,
            Search = plan,
        };
    }
}
