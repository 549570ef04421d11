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
        foreach (var trial in table.Trials) { state.Apply(Of(trial, cells[trial.Number], imputation, StopState.Diverged)); }
        return state;
    }

    /// <summary>What a sampler may learn from one trial.</summary>
    /// <param name="state">How the trial is, if it will never go on.</param>
    public static SearchTrial Of(RungTrial trial, Cell cell, Imputation imputation, StopState state)
    {
        if (trial.IsOut && state is StopState.Removed) { return new(trial.Number, cell, SearchOutcome.Cancelled); }
        if (trial.IsOut && state is StopState.Failed) { return new(trial.Number, cell, SearchOutcome.Failed); }
        if (trial.IsOut && state is StopState.Refused) { return new(trial.Number, cell, SearchOutcome.Refused); }
        if (trial.Reached < 0) { return new(trial.Number, cell, SearchOutcome.Running); }
        if (!double.IsFinite(trial.Values[^1])) { return new(trial.Number, cell, SearchOutcome.Diverged); }
        var (value, variance) = imputation.Foretell(trial.Reached, trial.Values[^1]);
        return new(trial.Number, cell, SearchOutcome.Completed, value, variance);
    }
}
