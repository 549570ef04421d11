using Sweep.Grains.Search.Parzen;

namespace Sweep.Grains.Search;

/// <summary>
/// The tree-structured Parzen estimator: it splits the results into good ones and others, estimates the density of each, and proposes where
/// the good ones are densest in comparison (Bergstra et al. 2011; Watanabe 2023). It is quick with any number of results, and takes
/// conditions.
/// </summary>
public sealed class ParzenSampler : ISampler
{
    private const int Start = 10;
    private const double GoodShare = 0.15;
    private const int GoodAtMost = 25;
    private const int Candidates = 64;

    public IEnumerable<Proposal> Propose(SearchState state)
    {
        var results = new SearchResults(state);
        return StartDesign.IsOver(results, Start) ? Propose(state, results) : StartDesign.Propose(state, Start, results);
    }

    internal static IEnumerable<Proposal> Propose(SearchState state, SearchResults results)
    {
        var count = Math.Min(Math.Min((int)Math.Ceiling(GoodShare * results.Ended.Count), GoodAtMost), results.Completed.Count);
        SearchTrial[] best = [.. results.Completed.OrderBy(results.ValueOf).ThenBy(trial => trial.Number).Take(count + 1)];
        var threshold = results.ValueOf(best[^1]);
        SearchTrial[] good = [.. best.Take(count).OrderBy(trial => trial.Number)];
        var goodNumbers = good.Select(trial => trial.Number).ToHashSet();
        SearchTrial[] others = [.. state.Trials.Where(trial =>
            !trial.HasFailed && trial.Outcome is not SearchOutcome.Cancelled && !goodNumbers.Contains(trial.Number))];

        var goodDensity = new ParzenEstimator(state.Space, [.. good.Select(trial => trial.Cell)], ImprovementsOf(good, results, threshold));
        var otherDensity = new ParzenEstimator(
            state.Space, [.. others.Select(trial => trial.Cell)], [.. Enumerable.Repeat(1.0, others.Length + 1)]);
        var random = SearchRandom.For(state.Seed, "tpe", state.Next);
        return Enumerable.Range(0, Candidates)
            .Select(_ => goodDensity.Draw(random))
            .Select(cell => (Cell: cell, LogGood: goodDensity.LogDensity(cell), LogOther: otherDensity.LogDensity(cell)))
            .ToArray()
            .OrderByDescending(candidate => candidate.LogGood - candidate.LogOther)
            .Select(candidate => new Proposal(candidate.Cell, new DensityReason(
                results.Ended.Count, results.Running.Count, results.Diverged.Count, count, threshold,
                candidate.LogGood, candidate.LogOther, Candidates)));
    }

    /// <summary>A good trial weighs as much as it is better than the threshold. The prior has the mean weight.</summary>
    private static double[] ImprovementsOf(SearchTrial[] good, SearchResults results, double threshold)
    {
        double[] weights = [.. good.Select(trial => threshold - results.ValueOf(trial))];
        // If all are equally good, each weighs the same.
        var mean = weights.Average();
        return mean > 0 ? [.. weights, mean] : [.. weights.Select(_ => 1.0), 1];
    }
}
