using System.Collections.Immutable;
using Sweep.Grains.Search;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage.Folds;

/// <summary>
/// The fold of a sweep with early stopping. Its unit is the combination, with all its seeds: those of a search come from proposals, those
/// of a grid are there from the start.
/// </summary>
internal abstract class StoppingFold : DecisionFold
{
    private readonly TrialSpace? _space;
    private readonly List<Cell> _cells = [];
    private readonly ImmutableArray<ImmutableArray<int>> _grid = [];
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<int, SearchedTrial> _rows = [];
    private readonly Dictionary<int, StopResult> _first;
    private (int Version, SearchHistory History)? _known;
    private SearchCourse? _course;
    private int _extendedAt;

    /// <param name="trials">All trials; those of a grid in the order in which their combinations begin.</param>
    protected StoppingFold(SweepSpec spec, IReadOnlyList<SearchedTrial> trials, VirtualClock? clock)
        : base(spec)
    {
        History = new(spec.Stop!.Rungs, spec.Stop.Factor, clock);
        Rule = new(
            new(spec.Stop.Guard), spec.Stop.Brackets > 1 ? new(spec.Stop.Rungs.Length, spec.Stop.Factor, spec.Stop.Brackets) : null);
        if (spec.Search is null) { _grid = Combinations(trials); }
        else { _space = TrialSpace.Of(spec); }

        foreach (var (combination, numbers) in _grid.Index())
        {
            foreach (var number in numbers) { _numbers[number] = combination; }
        }

        _first = Results(trials).ToDictionary(pair => pair.Combination, pair => pair.Result);
    }

    public override IEnumerable<int> OpenTrials => History.Running.SelectMany(number => TrialsOf(number));

    protected StopHistory History { get; }

    protected PromotionRule Rule { get; }

    protected RungTable Table => History.Table;

    protected StopSpec Stop => Spec.Stop!;

    /// <summary>Whether every combination that the sweep will have has begun.</summary>
    protected bool HasAllBegun => _space is null ? History.Begun == _grid.Length : HasEnded;

    /// <summary>Whether the search proposes no more.</summary>
    protected bool HasEnded { get; private set; }

    /// <summary>Whether a budget is used up, so that nothing goes on. Trials that run finish.</summary>
    protected bool IsUsedUp => _space is not null && Course.IsUsedUp(Known());

    private SearchCourse Course => _course ??= CourseOf(Spec, _space!, lag: null);

    public override void Apply(IEnumerable<SearchedTrial> trials)
    {
        foreach (var (combination, result) in Results(trials))
        {
            if (combination < History.Begun) { History.Learn(combination, result); }
        }
    }

    protected override void Begin(IReadOnlyList<SearchedTrial> trials) => History.Settle();

    protected override void Apply(DecisionRow decision)
    {
        History.MoveTo(decision.Tick);
        switch (decision.Kind)
        {
            case DecisionKind.Propose:
                if (decision.Cell is { } cell && _space is not null) { _cells.Add(_space.FromJson(cell)); }
                BeginNext(RungOf(decision.Level));
                break;
            case DecisionKind.End:
                HasEnded = true;
                break;
            case DecisionKind.Extend:
                (HasEnded, _extendedAt) = (false, History.Begun);
                break;
            default:
                break;
        }
    }

    /// <summary>The next combination as a decision; null if none can be proposed now.</summary>
    /// <param name="rung">The rung until which a combination trains.</param>
    protected NewDecision? ProposeNext(bool mayBegin, Func<int, int> rung)
    {
        var number = History.Begun;
        if (HasAllBegun) { return null; }
        if (_space is null)
        {
            return mayBegin ? Begin(new(Next, DecisionKind.Propose, Reason(number)) { Trials = TrialsOf(number) }) : null;
        }

        return Course.Next(Known(), mayBegin) switch
        {
            { Proposal: { } proposal } => Begin(Propose(proposal, _space, number)),
            { End: { } reason } => End(reason) with { Tick = History.Tick },
            _ => null,
        };

        NewDecision Begin(NewDecision decision) => decision with { Level = Stop.Rungs[rung(number)], Tick = History.Tick };
    }

    protected void BeginNext(int rung) => History.Begin(rung, _first.GetValueOrDefault(History.Begun, StopResult.None));

    /// <summary>A decision about a combination at a rung.</summary>
    protected NewDecision Of(DecisionKind kind, int number, int rung, StopReason reason) =>
        new(Next, kind, ReasonJson.Write(reason)) { Trials = TrialsOf(number), Level = Stop.Rungs[rung], Tick = History.Tick };

    /// <summary>The highest number of a trial that has begun; 0 if none has.</summary>
    protected int LastBegun => _rows.Values.Where(row => row.HasBegun).Select(row => row.Number).DefaultIfEmpty(0).Max();

    /// <summary>The numbers of a combination's trials, in ascending order.</summary>
    protected ImmutableArray<int> TrialsOf(int combination) => _grid.IsEmpty
        ? [.. Enumerable.Range((combination * Spec.Seeds.Length) + 1, Spec.Seeds.Length)]
        : _grid[combination];

    protected int CombinationOf(int trial) =>
        _grid.IsEmpty ? (trial - 1) / Spec.Seeds.Length : _numbers.GetValueOrDefault(trial, int.MaxValue);

    /// <summary>The rung of a level; the last one if the decision has none.</summary>
    protected int RungOf(long? level) => level is { } known && Stop.Rungs.IndexOf(known) is >= 0 and var rung ? rung : Table.Last;

    /// <summary>What a combination has cost, or will have when it has reached the rung until which it may train.</summary>
    protected virtual SearchCost CostOf(int number) => History.ResultOf(number).Cost;

    /// <summary>What proposals may know: a value for each result, foretold if it is no final one.</summary>
    private SearchHistory Known()
    {
        if (_known is not { } known || known.Version != History.Version)
        {
            known = (History.Version, new(_space!.Space, Spec.Search!.Seed, _extendedAt));
            var imputation = new Imputation(Table);
            foreach (var trial in Table.Trials)
            {
                var state = History.ResultOf(trial.Number).State;
                known.History.Apply(RungResults.Of(trial, _cells[trial.Number], imputation, state), CostOf(trial.Number));
            }
        }

        // What has begun since then has no result yet.
        for (var number = known.History.State.Next; number < History.Begun; number++)
        {
            known.History.Apply(new(number, _cells[number], SearchOutcome.Running), CostOf(number));
        }

        // What runs costs more without a new result: it has said its total, or it was promoted.
        foreach (var number in History.Running) { known.History.Charge(number, CostOf(number)); }
        _known = known;
        return known.History;
    }

    /// <summary>The results of the combinations to which some trials belong. What is known of their other trials still holds.</summary>
    private IEnumerable<(int Combination, StopResult Result)> Results(IEnumerable<SearchedTrial> trials)
    {
        var changed = new SortedSet<int>();
        foreach (var row in trials.Where(row => CombinationOf(row.Number) != int.MaxValue))
        {
            _rows[row.Number] = row;
            changed.Add(CombinationOf(row.Number));
        }

        return changed.Select(number => (number, StopResults.Of(Spec.Objective, [.. TrialsOf(number).Select(RowOf)])));
    }

    private SearchedTrial RowOf(int number) => _rows.GetValueOrDefault(number) ?? new(number, TrialStatus.Pending, null, 0, 0, 0);

    private string Reason(int number) => ReasonJson.Write(new GridReason(number + 1, _grid.Length));

    private static ImmutableArray<ImmutableArray<int>> Combinations(IReadOnlyList<SearchedTrial> trials) =>
    [
        .. trials.GroupBy(trial => trial.CellHash).Select(rows => rows.Select(row => row.Number).Order().ToImmutableArray()),
    ];
}
