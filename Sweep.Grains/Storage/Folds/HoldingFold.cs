using Sweep.Grains.Search;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage.Folds;

/// <summary>The fold of a sweep whose trials are held at rungs, so that only good ones go on: promotion ASHA.</summary>
internal sealed class HoldingFold(SweepSpec spec, IReadOnlyList<SearchedTrial> trials, IEnumerable<DecisionRow> decisions)
    : StoppingFold(spec, Ordered(spec, trials, decisions), ClockOf(spec))
{
    public override NewDecision? Decide(bool mayBegin)
    {
        do
        {
            if (History.Unnoted is { } held) { return Hold(held); }
            if (!History.CanBegin) { continue; }
            if (Begin(mayBegin) is { } decision) { return decision; }

            // Virtual time must not pass as long as something may begin.
            if (!mayBegin && !HasAllBegun) { return null; }
            if (!mayBegin && Promotion() is not null) { return null; }
        }
        while (History.Advance());

        return HasAllBegun && !History.Running.Any() ? Rest() : null;
    }

    protected override void Apply(DecisionRow decision)
    {
        base.Apply(decision);
        if (decision.Trial is not { } trial) { return; }
        if (decision.Kind is DecisionKind.Promote) { History.Promote(CombinationOf(trial), RungOf(decision.Level)); }
        if (decision.Kind is DecisionKind.Hold) { History.NoteHeld(CombinationOf(trial)); }
    }

    /// <summary>The steps when it has reached its rung, in proportion to those that it has made; null before its first rung.</summary>
    protected override SearchCost CostOf(int number)
    {
        var (trial, result) = (Table[number], History.ResultOf(number));
        if (!trial.IsRunning) { return result.Cost with { Steps = trial.IsHeld ? result.Steps[trial.Reached] : result.Cost.Steps }; }
        if (trial.Reached < 0) { return result.Cost with { Steps = FirstSteps(trial, result), IsOpen = true }; }
        var share = (double)Stop.Rungs[trial.Target] / Stop.Rungs[trial.Reached];
        return result.Cost with { Steps = (long)(result.Steps[trial.Reached] * share), IsOpen = true };
    }

    /// <summary>
    /// The steps to the first rung: the share of the total, if the trial has said that. A repeatable sweep knows only what has counted, and
    /// its first combinations are not limited.
    /// </summary>
    private long? FirstSteps(RungTrial trial, StopResult result)
    {
        if (History.Tick is not null) { return History.Version == 0 ? 0 : null; }
        return result.Cost.Steps is { } total ? (long)(total * ((double)Stop.Rungs[trial.Target] / Stop.Rungs[^1])) : null;
    }

    private static VirtualClock? ClockOf(SweepSpec spec) => spec switch
    {
        { Search: { IsRepeatable: true } search } => new(search.Lag ?? 1),
        { Search: null, Stop: { IsRepeatable: true } stop } => new(stop.Lag ?? 1),
        _ => null,
    };

    /// <summary>
    /// The trials of a grid in the order in which their combinations begin: first those that have begun, then the others by the hash of
    /// their hyperparameters. The order of a file often goes from small to large: each combination would be better than those before it,
    /// and nearly all would go on.
    /// </summary>
    private static IReadOnlyList<SearchedTrial> Ordered(
        SweepSpec spec, IReadOnlyList<SearchedTrial> trials, IEnumerable<DecisionRow> decisions)
    {
        if (spec.Search is not null || spec.Stop!.InFileOrder) { return trials; }
        var hashes = trials.ToDictionary(trial => trial.Number, trial => trial.CellHash);
        var begun = decisions.Where(decision => decision is { Kind: DecisionKind.Propose, Trial: not null })
            .Select(decision => hashes.GetValueOrDefault(decision.Trial!.Value, ""))
            .Distinct()
            .Index()
            .ToDictionary(pair => pair.Item, pair => pair.Index);
        return
        [
            .. trials.OrderBy(trial => begun.GetValueOrDefault(trial.CellHash, int.MaxValue))
                .ThenBy(trial => trial.CellHash, StringComparer.Ordinal)
                .ThenBy(trial => trial.Number),
        ];
    }

    private Promotion? Promotion() => IsUsedUp ? null : Rule.Next(Table);

    private NewDecision? Begin(bool mayBegin)
    {
        if (Promotion() is not { } promotion) { return ProposeNext(mayBegin, number => Rule.FirstTarget(Table, number)); }
        return !mayBegin ? null : Of(
            DecisionKind.Promote, promotion.Trial, promotion.To, new PromotionReason(promotion.Standing, promotion.To, promotion.Guard));
    }

    private NewDecision Hold(int number)
    {
        var rung = Table[number].Reached;
        var standing = Table.StandingOf(number, rung);
        var (value, variance) = new Imputation(Table).Foretell(rung, standing.Value);
        return Of(DecisionKind.Hold, number, rung, new HoldReason(standing, Rule.Judge(Table), value, Math.Sqrt(variance)));
    }

    private NewDecision Rest()
    {
        var held = Table.Trials.Where(trial => trial.IsHeld && trial.Reached < Table.Last).Sum(trial => TrialsOf(trial.Number).Length);
        return new(Next, DecisionKind.Prune, ReasonJson.Write(new RestReason(held))) { Tick = History.Tick };
    }
}
