using Sweep.Client.Backends;
using Sweep.Client.Ranking;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Tables;

/// <summary>Explains a sweep, or one of its trials, by the decisions of its search.</summary>
/// <param name="trials">All trials of the sweep.</param>
/// <param name="decisions">All its decisions, in order.</param>
internal sealed class Explanation(SweepSummary sweep, IReadOnlyList<TrialSummary> trials, IReadOnlyList<SearchDecision> decisions)
{
    private readonly DecisionText _text = new(sweep.Spec);
    private readonly StopText _stop = new(sweep.Spec);

    private SweepSpec Spec => sweep.Spec;

    /// <summary>The decisions that are about a trial, in order.</summary>
    public IReadOnlyList<SearchDecision> About(TrialSummary trial)
    {
        var (first, isHeld) = (CombinationOf(trial)[0].Id.Number, false);
        var about = new List<SearchDecision>();
        foreach (var decision in decisions)
        {
            // The last decision ends all trials that are held then.
            if (decision.Trial != first && !(isHeld && decision is { Kind: DecisionKind.Prune, Trial: null })) { continue; }
            about.Add(decision);
            isHeld = decision.Kind is DecisionKind.Hold;
        }

        return about;
    }

    /// <summary>A line for each decision, and for each level of early stopping.</summary>
    public IEnumerable<string> OfSweep()
    {
        if (Spec.Search is { } search)
        {
            yield return $"{sweep.Folder} searches {search.Space.Length} hyperparameters with sampler {search.Sampler} "
                + $"and seed {search.Seed}." + (search.Lag is { } lag ? $" It is repeatable with lag {Numbers.Count(lag)}." : "");
        }
        else if (Spec.Stop is null)
        {
            yield return $"{sweep.Folder} is a grid: every combination is trained, {Numbers.Count(sweep.Trials, "trial")} in all.";
        }
        else
        {
            yield return $"{sweep.Folder} is a grid of {Numbers.Count(sweep.Trials, "trial")}.";
        }

        if (Spec.Stop is not null) { yield return $"{_stop.Rule()}."; }
        foreach (var decision in decisions) { yield return $"{Subject(decision)}: {_text.Summary(decision)}"; }
        if (SweepTable.Waits(sweep) is { } waits) { yield return $"{waits}."; }
        foreach (var rung in RungSummary.Of(sweep, trials)) { yield return _stop.Line(rung); }
        if (ResourceTaken.Of(sweep, trials) is { } taken) { yield return taken.Describe(Spec.Schema.Resource); }
    }

    /// <summary>The trial's hyperparameters, each decision about it with its numbers, and its result.</summary>
    public IEnumerable<string> Of(TrialSummary trial)
    {
        yield return $"{new SweepReference(sweep.Folder, trial.Id.Number)}: {TrialText.Varied(sweep, trial)}";
        if (Spec is { Search: null, Stop: null })
        {
            yield return $"Trial {Numbers.Count(trial.Id.Number)} of a grid: every combination is trained.";
        }

        if (Spec.Stop is not null && CombinationOf(trial) is { Count: > 1 } seeds)
        {
            yield return $"Its combination is trained as trials {string.Join(", ", seeds.Select(row => Numbers.Count(row.Id.Number)))}: "
                + "they are decided about together, by the means of their values.";
        }

        // The state of the guard is said again only if it has changed.
        var said = new HashSet<string>();
        foreach (var decision in About(trial))
        {
            yield return Sentence(decision is { Kind: DecisionKind.Prune, Trial: null } ? StopText.Pruned : _text.Summary(decision));
            foreach (var line in _text.Details(decision).Where(said.Add)) { yield return line; }
        }

        if (trial.Best is { } best)
        {
            yield return $"It is {TrialText.StatusWords(Spec.Schema.Resource, trial)}, "
                + $"with {best.Metric} {Numbers.Metric(best.Value)} at its best.";
        }
    }

    private IReadOnlyList<TrialSummary> CombinationOf(TrialSummary trial) =>
        Combinations.Of(sweep, trials).First(combination => combination.Any(row => row.Id == trial.Id));

    private string Subject(SearchDecision decision) => decision.Trial switch
    {
        { } first when Spec is { Seeds.Length: > 1, Search: null } => $"trial {Numbers.Count(first)} and its other seeds",
        { } first when Spec.Seeds.Length > 1 => $"trials {Numbers.Count(first)} to {Numbers.Count(first + Spec.Seeds.Length - 1)}",
        { } first => $"trial {Numbers.Count(first)}",
        null => "search",
    };

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
