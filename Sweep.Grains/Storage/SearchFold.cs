using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// Folds the rows of a search, its decisions in order and its trials, into what its next decision is made of. Combination c, from 0, has
/// the trials c · seeds + 1 … c · seeds + seeds.
/// </summary>
internal sealed class SearchFold
{
    private readonly List<Cell> _cells = [];
    private readonly SortedSet<int> _open = [];

    public SearchFold(SweepSpec spec)
    {
        Spec = spec;
        Space = TrialSpace.Of(spec);
        History = new(Space.Space, spec.Search!.Seed);
    }

    public SweepSpec Spec { get; }

    public TrialSpace Space { get; }

    public SearchHistory History { get; }

    /// <summary>The number of the last decision; 0 if there is none.</summary>
    public int Decisions { get; private set; }

    /// <summary>The number of trials that were proposed.</summary>
    public int Trials => _cells.Count * Seeds;

    /// <summary>The trials of the combinations that may still get a result.</summary>
    public IEnumerable<int> OpenTrials => _open.SelectMany(number => Enumerable.Range((number * Seeds) + 1, Seeds));

    private int Seeds => Spec.Seeds.Length;

    /// <summary>Adds the next decision.</summary>
    /// <param name="cell">The combination as JSON, if it is a proposal.</param>
    public void Apply(int number, DecisionKind kind, string? cell)
    {
        Decisions = number;
        if (kind is DecisionKind.Propose) { Open(Space.FromJson(cell!)); }
        if (kind is DecisionKind.Extend) { History.Extend(); }
    }

    /// <summary>Learns how trials are. All trials of a combination come together.</summary>
    public void Apply(IEnumerable<SearchedTrial> trials)
    {
        // A trial beyond the known decisions was added a moment ago.
        foreach (var rows in trials.GroupBy(trial => (trial.Number - 1) / Seeds).Where(rows => rows.Key < _cells.Count))
        {
            var combination = Combination(rows.Key, [.. rows.OrderBy(row => row.Number)]);

            // A person may let failed trials train again.
            if (combination.Outcome is not (SearchOutcome.Running or SearchOutcome.Failed)) { _open.Remove(rows.Key); }
            History.Apply(combination, CostOf([.. rows]));
        }
    }

    private void Open(Cell cell)
    {
        var number = _cells.Count;
        _cells.Add(cell);
        _open.Add(number);
        History.Apply(new(number, cell, SearchOutcome.Running), default);
    }

    /// <summary>A combination's value is the mean of its trials' values, and exists only if each of them has one.</summary>
    private SearchTrial Combination(int number, IReadOnlyList<SearchedTrial> rows)
    {
        var outcome = OutcomeOf(rows);
        if (outcome is not SearchOutcome.Completed) { return new(number, _cells[number], outcome); }
        var mean = rows.Average(row => row.BestValue ?? double.NaN);
        return new(number, _cells[number], outcome, Spec.Objective.Goal is Goal.Minimize ? mean : -mean);
    }

    private static SearchOutcome OutcomeOf(IReadOnlyList<SearchedTrial> rows)
    {
        if (rows.Any(row => !row.Status.IsFinal())) { return SearchOutcome.Running; }
        if (rows.Any(row => row.Status is TrialStatus.Diverged)) { return SearchOutcome.Diverged; }
        if (rows.Any(row => row.Status is TrialStatus.Failed)) { return SearchOutcome.Failed; }
        return rows.Any(row => row.Status is TrialStatus.Cancelled) ? SearchOutcome.Cancelled : SearchOutcome.Completed;
    }

    private static SearchCost CostOf(IReadOnlyList<SearchedTrial> rows) => new(
        rows.Any(row => row is { TotalSteps: 0 } && !row.Status.IsFinal())
            ? null
            : rows.Sum(row => row.Status.IsFinal() ? row.Step : Math.Max(row.Step, row.TotalSteps)),
        rows.Sum(row => row.Seconds));
}

/// <summary>What a search needs to know of a trial.</summary>
internal sealed record SearchedTrial(int Number, TrialStatus Status, double? BestValue, long Step, long TotalSteps, double Seconds);

/// <summary>What is new in a search.</summary>
/// <param name="Decisions">The number of the last decision.</param>
/// <param name="Trials">How the trials are that were asked for.</param>
internal sealed record SearchNews(int Decisions, IReadOnlyList<SearchedTrial> Trials);

/// <summary>A decision that is to be stored.</summary>
/// <param name="Number">The number that follows the last decision which it knows.</param>
/// <param name="Reason">JSON.</param>
/// <param name="Combination">What a proposal wants trained; null for other decisions.</param>
internal sealed record NewDecision(int Number, DecisionKind Kind, string Reason, NewCombination? Combination = null);

/// <summary>A combination that is to be trained with all seeds.</summary>
/// <param name="FirstTrial">The number of its first trial.</param>
/// <param name="Cell">JSON.</param>
internal sealed record NewCombination(int FirstTrial, string Cell, Hyperparameters Hyperparameters);
