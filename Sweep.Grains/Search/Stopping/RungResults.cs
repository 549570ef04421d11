namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// Tells a sampler what it may learn from trials at different rungs: a value for each, foretold if it has not reached the end.
/// </summary>
public static class RungResults
{
    /// <param name="cells">The combination of each trial, by number.</param>
    public static SearchState StateOf(RungTable table, SearchSpace space, int seed, IReadOnlyList<Cell> cells)
    {
        var state = new SearchState(space, seed);
        var imputation = new Imputation(table);
        foreach (var trial in table.Trials) { state.Apply(ResultOf(trial, cells[trial.Number], imputation)); }
        return state;
    }

    private static SearchTrial ResultOf(RungTrial trial, Cell cell, Imputation imputation)
    {
        if (trial.Reached < 0) { return new(trial.Number, cell, trial.IsOut ? SearchOutcome.Cancelled : SearchOutcome.Running); }
        if (!double.IsFinite(trial.Values[^1])) { return new(trial.Number, cell, SearchOutcome.Diverged); }
        var (value, variance) = imputation.Foretell(trial.Reached, trial.Values[^1]);
        return new(trial.Number, cell, SearchOutcome.Completed, value, variance);
    }
}
