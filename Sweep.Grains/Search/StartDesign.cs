namespace Sweep.Grains.Search;

/// <summary>The trials that a model needs before it can propose.</summary>
internal static class StartDesign
{
    /// <summary>Whether a model has enough to learn from: so many results, and two values that it can compare.</summary>
    public static bool IsOver(SearchResults results, int start) => results.Ended.Count >= start && results.Completed.Count >= 2;

    /// <summary>Points of a Halton sequence, because draws may all lie in one corner; draws in a space that is too large for one.</summary>
    public static IEnumerable<Proposal> Propose(SearchState state, int start, SearchResults results)
    {
        ISampler sampler = state.Space.Length <= Halton.Dimensions ? new HaltonSampler() : new RandomSampler();
        return sampler.Propose(state).Select(proposal => proposal.Reason is DrawnReason drawn
            ? proposal with { Reason = drawn with { Start = start, Results = results.Ended.Count } }
            : proposal);
    }
}
