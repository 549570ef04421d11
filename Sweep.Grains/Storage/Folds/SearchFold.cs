using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage.Folds;

/// <summary>
/// The fold of a search whose trials all train to their end. Combination c, from 0, has the trials c · seeds + 1 … c · seeds + seeds.
/// </summary>
internal sealed class SearchFold : DecisionFold
{
    private readonly List<Cell> _cells = [];
    private readonly SortedSet<int> _open = [];
    private readonly TrialSpace _space;
    private SearchCourse? _course;

    public SearchFold(SweepSpec spec)
        : base(spec)
    {
        _space = TrialSpace.Of(spec);
        History = new(_space.Space, spec.Search!.Seed);
    }

    public SearchHistory History { get; }

    public override IEnumerable<int> OpenTrials => _open.SelectMany(number => Enumerable.Range((number * Seeds) + 1, Seeds));

    private SearchCourse Course =>
        _course ??= CourseOf(Spec, _space, Spec.Search!.IsRepeatable ? Spec.Search.Lag ?? 1 : null);

    private int Seeds => Spec.Seeds.Length;

    public override void Apply(IEnumerable<SearchedTrial> trials)
    {
        // A trial beyond the known decisions was added a moment ago.
        foreach (var rows in trials.GroupBy(trial => (trial.Number - 1) / Seeds).Where(rows => rows.Key < _cells.Count))
        {
            var combination = Combination(rows.Key, [.. rows.OrderBy(row => row.Number)]);

            // A person may let failed trials train again.
            if (!combination.HasFailed && combination.Outcome is not SearchOutcome.Running) { _open.Remove(rows.Key); }
            History.Apply(combination, CostOf([.. rows]));
        }
    }

    public override NewDecision? Decide(bool mayBegin) => Course.Next(History, mayBegin) switch
    {
        { Proposal: { } proposal } => Propose(proposal, _space, _cells.Count),
        { End: { } reason } => End(reason),
        _ => null,
    };

    protected override void Apply(DecisionRow decision)
    {
        if (decision.Kind is DecisionKind.Propose) { Open(_space.FromJson(decision.Cell!)); }
        if (decision.Kind is DecisionKind.Extend) { History.Extend(); }
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
        if (rows.Any(row => row.IsRefused)) { return SearchOutcome.Refused; }
        if (rows.Any(row => row.Status is TrialStatus.Failed)) { return SearchOutcome.Failed; }
        return rows.Any(row => row.Status is TrialStatus.Cancelled) ? SearchOutcome.Cancelled : SearchOutcome.Completed;
    }

    private static SearchCost CostOf(IReadOnlyList<SearchedTrial> rows) => new(
        rows.Any(row => row is { TotalSteps: 0 } && !row.Status.IsFinal())
            ? null
            : rows.Sum(row => row.Status.IsFinal() ? row.Step : Math.Max(row.Step, row.TotalSteps)),
        rows.Sum(row => row.Seconds));
}
