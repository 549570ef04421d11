using Sweep.Grains.Search;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage.Folds;

/// <summary>
/// The fold of a sweep whose trials are judged at rungs while they train, so that poor ones end there: the median rule, and ASHA for
/// trainables that write no checkpoints (Li et al., MLSys 2020, algorithm 1).
/// </summary>
internal sealed class JudgingFold : StoppingFold
{
    private readonly MedianRule _median;

    /// <summary>The number of rungs at which each combination was judged.</summary>
    private readonly List<int> _judged = [];

    public JudgingFold(SweepSpec spec, IReadOnlyList<SearchedTrial> trials)
        : base(spec, trials, clock: null)
    {
        _median = new(Stop.Trials);
        if (spec.Search is null) { BeginAll(trials); }
    }

    public override IEnumerable<int> OpenTrials =>
        BegunAfter is { } last ? base.OpenTrials.Where(number => number <= last) : base.OpenTrials;

    public override int? BegunAfter => Spec.Search is null ? LastBegun : null;

    public override NewDecision? Decide(bool mayBegin)
    {
        foreach (var number in History.Running)
        {
            for (; _judged[number] <= Table[number].Reached; _judged[number]++)
            {
                if (Judge(number, _judged[number]) is { } decision) { return decision; }
            }
        }

        return ProposeNext(mayBegin, _ => Table.Last);
    }

    protected override void Apply(DecisionRow decision)
    {
        base.Apply(decision);
        if (decision.Kind is DecisionKind.Propose) { _judged.Add(0); }
        if (decision is { Kind: DecisionKind.Promote, Trial: { } trial }) { _judged[CombinationOf(trial)] = RungOf(decision.Level); }
        if (decision is { Kind: DecisionKind.Prune, Trial: { } ended }) { End(CombinationOf(ended)); }
    }

    /// <summary>A rung that a trial reached as its process died may not have been judged, so its newest one is judged again.</summary>
    protected override void Begin(IReadOnlyList<SearchedTrial> trials)
    {
        base.Begin(trials);
        foreach (var number in History.Running) { _judged[number] = Math.Max(_judged[number], Table[number].Reached); }
    }

    /// <summary>What was ended costs what it had made at its last rung, and no longer its total.</summary>
    protected override SearchCost CostOf(int number) => History.ResultOf(number) switch
    {
        { State: StopState.Pruned, Steps: [.., var made] } result => result.Cost with { Steps = made },
        var result => result.Cost with { IsOpen = Table[number].IsRunning },
    };

    /// <summary>The trials of a grid begin without decisions.</summary>
    private void BeginAll(IReadOnlyList<SearchedTrial> trials)
    {
        foreach (var _ in trials.DistinctBy(trial => trial.CellHash))
        {
            BeginNext(Table.Last);
            _judged.Add(0);
        }
    }

    private void End(int number) =>
        History.Learn(number, History.ResultOf(number) with { State = StopState.Pruned });

    private NewDecision? Judge(int number, int rung) =>
        rung == Table.Last ? null : Stop.Kind is StopKind.Median ? ByMedian(number, rung) : ByRank(number, rung);

    private NewDecision ByRank(int number, int rung)
    {
        var (standing, first) = (Table.StandingOf(number, rung), Rule.FirstTarget(Table, number));
        var places = (standing.Of + Stop.Factor - 1) / Stop.Factor;
        var reason = new RankReason(standing with { Places = places }, first, Rule.Judge(Table));
        return rung < first || standing.Rank <= places
            ? Of(DecisionKind.Promote, number, rung + 1, reason)
            : Of(DecisionKind.Prune, number, rung, reason);
    }

    private NewDecision? ByMedian(int number, int rung)
    {
        List<IReadOnlyList<double>> ended = [.. Enumerable.Range(0, History.Begun).Where(other => other != number).SelectMany(Seen)];
        if (_median.Median(ended) is not { } median) { return null; }
        var values = History.ResultOf(number).Values;
        return MedianRule.Stops(values.Take(rung + 1), median)
            ? Of(DecisionKind.Prune, number, rung, new MedianReason(Stop.Rungs[rung], values[rung], median, ended.Count))
            : null;

        IEnumerable<IReadOnlyList<double>> Seen(int other) => History.ResultOf(other) switch
        {
            { State: StopState.Diverged } => [[double.PositiveInfinity]],
            { State: StopState.Completed or StopState.Pruned } result when result.Newest.Length > rung => [result.Newest[..(rung + 1)]],
            _ => [],
        };
    }
}
