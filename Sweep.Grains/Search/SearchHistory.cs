namespace Sweep.Grains.Search;

/// <summary>
/// All that a search decides by: what it knows of its combinations, what these have cost, and where a person let it go on. It is a fold
/// over the sweep's trials and decisions.
/// </summary>
/// <param name="extendedAt">See <see cref="ExtendedAt"/>.</param>
public sealed class SearchHistory(SearchSpace space, int seed, int extendedAt = 0)
{
    private readonly List<SearchCost> _costs = [];

    public SearchState State { get; } = new(space, seed);

    /// <summary>What each combination has cost, by its number.</summary>
    public IReadOnlyList<SearchCost> Costs => _costs;

    /// <summary>The number of the first combination after the search was last extended; 0 if it never was.</summary>
    public int ExtendedAt { get; private set; } = extendedAt;

    /// <summary>Adds the next combination, or replaces what was known of one.</summary>
    public void Apply(SearchTrial combination, SearchCost cost)
    {
        if (combination.Number == _costs.Count) { _costs.Add(cost); }
        else { _costs[combination.Number] = cost; }
        State.Apply(combination);
    }

    /// <summary>Replaces what a combination has cost.</summary>
    public void Charge(int number, SearchCost cost) => _costs[number] = cost;

    /// <summary>Records that a person lets the search go on: patience counts from here.</summary>
    public void Extend() => ExtendedAt = State.Next;
}

/// <summary>What the trials of a combination have cost.</summary>
/// <param name="Steps">
/// The steps of the trials that ended, and the totals of those that run; null as long as one of them has not said its total.
/// </param>
/// <param name="Seconds">Their slot time so far.</param>
/// <param name="IsOpen">Whether one of them trains on although the combination has a value.</param>
public readonly record struct SearchCost(long? Steps = null, double Seconds = 0, bool IsOpen = false);
