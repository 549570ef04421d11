namespace Sweep.Grains.Search;

/// <summary>
/// Chooses what a search tries next. A sampler remembers nothing: what it proposes is a function of the state alone, and all its randomness
/// is keyed by the search's seed and the trial's number. So a search can be repeated and replayed.
/// </summary>
public interface ISampler
{
    /// <summary>
    /// Proposes cells for the next trial, the best first. <see cref="Searcher"/> takes the first one that no trial has had. If all were
    /// tried, it draws one from those that were not.
    /// </summary>
    IEnumerable<Proposal> Propose(SearchState state);

    /// <summary>Whether it looks at results, and not only at which cells were tried. Default true.</summary>
    bool IsLearning => true;
}

/// <summary>A cell that may be tried, and why.</summary>
public sealed record Proposal(Cell Cell, ProposalReason Reason);
