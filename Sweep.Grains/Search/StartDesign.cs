namespace Sweep.Grains.Search;

/// <summary>The trials that a model needs before it can propose.</summary>
internal static class StartDesign
{
    /// <summary>Whether a model has enough to learn from: so many results, and two values that it can compare.</summary>
    public static bool IsOver(SearchResults results, int start) => results.Ended.Count >= start && results.Completed.Count >= 2;

    public static IEnumerable<Proposal> Propose(SearchState state, int start, SearchResults results) =>
        new RandomSampler().Propose(state).Select(proposal =>
            proposal with { Reason = new DrawnReason("random", start, results.Ended.Count) });
}
