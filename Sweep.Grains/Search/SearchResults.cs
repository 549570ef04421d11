namespace Sweep.Grains.Search;

/// <summary>
/// What a model learns from: the results of a search so far in the order of the trials' numbers, and the trials that run.
/// </summary>
public sealed class SearchResults
{
    // The objective of a model is squared, and must stay finite.
    private const double Largest = 1e100;

    public SearchResults(SearchState state)
    {
        Completed = [.. state.Trials.Where(trial => trial.HasValue)];
        Diverged = [.. state.Trials.Where(trial => trial.IsDiverged)];
        Running = [.. state.Trials.Where(trial => trial.Outcome is SearchOutcome.Running)];
        Ended = [.. state.Trials.Where(trial => trial.HasValue || trial.IsDiverged)];
        Worst = Completed.Count == 0 ? 0 : Completed.Max(ValueOf);
    }

    public IReadOnlyList<SearchTrial> Completed { get; }

    public IReadOnlyList<SearchTrial> Diverged { get; }

    public IReadOnlyList<SearchTrial> Running { get; }

    /// <summary>All trials that teach something: those with a value, and those that diverged.</summary>
    public IReadOnlyList<SearchTrial> Ended { get; }

    private double Worst { get; }

    /// <summary>The value of an ended trial for a model. A diverged one is as bad as the worst that has a value.</summary>
    public double ValueOf(SearchTrial trial) => trial.HasValue ? Math.Clamp(trial.Value, -Largest, Largest) : Worst;
}
