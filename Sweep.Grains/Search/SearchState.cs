namespace Sweep.Grains.Search;

/// <summary>
/// What a search knows: the fold over its trials. It depends on which trials there are and on how they are, and not on the order in which
/// that became known.
/// </summary>
/// <param name="seed">The seed of the search, from which all its randomness starts.</param>
public sealed class SearchState(SearchSpace space, int seed)
{
    private readonly SortedList<int, SearchTrial> _trials = [];
    private readonly HashSet<Cell> _cells = [];

    public SearchSpace Space => space;

    public int Seed => seed;

    /// <summary>All trials by their numbers.</summary>
    public IList<SearchTrial> Trials => _trials.Values;

    /// <summary>The number of the next trial.</summary>
    public int Next => _trials.Count == 0 ? 0 : _trials.Keys[^1] + 1;

    /// <summary>The different cells of the trials.</summary>
    public IReadOnlySet<Cell> Cells => _cells;

    /// <summary>Adds a trial, or replaces what was known of it.</summary>
    public void Apply(SearchTrial trial)
    {
        _trials[trial.Number] = trial;
        _cells.Add(trial.Cell);
    }

    /// <summary>
    /// What the next trial may know so that a search is repeatable: its number i, and the results of trials 0 … i − lag. Those after them
    /// count as running. Null as long as one of these results is missing.
    /// </summary>
    public SearchState? Lagged(int lag)
    {
        var lagged = new SearchState(space, seed);
        foreach (var trial in Trials)
        {
            var counts = trial.Number <= Next - lag;
            if (counts && trial.Outcome is SearchOutcome.Running)
            {
                return null;
            }

            lagged.Apply(counts ? trial : new(trial.Number, trial.Cell, SearchOutcome.Running));
        }

        return lagged;
    }
}
