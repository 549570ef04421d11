using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class ExplainVerb : DatabaseVerb
{
    private readonly Argument<string> _reference = Inputs.SweepOrTrial();
    private readonly Option<bool> _json = Inputs.Json();

    public ExplainVerb(CommandContext context)
        : base(
            context,
            "explain",
            "Says why a search chose a trial, and what it was compared with; of a sweep, all decisions in order.",
            "explain search/17")
    {
        Add(_reference);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.Parse(arguments.GetRequiredValue(_reference));
        await using var backend = Backend(arguments);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await reader.FindAsync(reference.Sweep, cancellationToken);
        var trials = await reader.TrialsAsync(sweep.Id, cancellationToken);
        var trial = reference.Trial is { } number ? Require.Trial(sweep, trials, number) : null;
        var decisions = await reader.DecisionsAsync(sweep.Id, cancellationToken);
        if (trial is not null) { decisions = [.. decisions.Where(decision => IsAbout(sweep.Spec, decision, trial))]; }
        if (arguments.GetValue(_json))
        {
            Context.Print(DecisionJson.List(decisions, hasTimes: true).ToText());
        }
        else
        {
            foreach (var line in trial is null ? Lines(sweep, decisions) : Lines(sweep, trial, decisions)) { Context.Print(line); }
        }

        return CommandLine.Done;
    }

    /// <summary>A proposal is about as many trials as there are seeds.</summary>
    private static bool IsAbout(SweepSpec spec, SearchDecision decision, TrialSummary trial) =>
        decision.Kind is DecisionKind.Propose && trial.Id.Number - decision.Trial is { } after && after >= 0 && after < spec.Seeds.Length;

    private static IEnumerable<string> Lines(SweepSummary sweep, IReadOnlyList<SearchDecision> decisions)
    {
        var text = new DecisionText(sweep.Spec.Objective);
        if (sweep.Spec.Search is not { } search)
        {
            return [$"{sweep.Folder} is a grid: every combination is trained, {Numbers.Count(sweep.Trials)} trials in all."];
        }

        return
        [
            $"{sweep.Folder} searches {search.Space.Length} hyperparameters with sampler {search.Sampler} and seed {search.Seed}."
                + (search.Lag is { } lag ? $" It is repeatable with lag {Numbers.Count(lag)}." : ""),
            .. decisions.Select(decision => $"{Subject(sweep.Spec, decision)}: {text.Summary(decision)}"),
            .. SweepTable.Waits(sweep) is { } waits ? [$"{waits}."] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> Lines(SweepSummary sweep, TrialSummary trial, IReadOnlyList<SearchDecision> decisions)
    {
        var name = new SweepReference(sweep.Folder, trial.Id.Number);
        yield return $"{name}: {TrialText.Varied(sweep, trial)}";
        if (sweep.Spec.Search is null)
        {
            yield return $"Trial {Numbers.Count(trial.Id.Number)} of a grid: every combination is trained.";
        }

        var text = new DecisionText(sweep.Spec.Objective);
        foreach (var decision in decisions)
        {
            yield return $"{Sentence(text.Summary(decision))}";
            foreach (var line in text.Details(decision)) { yield return line; }
        }

        if (trial.Best is { } best)
        {
            var status = trial.Status.ToString().ToLowerInvariant();
            yield return $"It is {status}, with {best.Metric} {Numbers.Metric(best.Value)} at its best.";
        }
    }

    private static string Subject(SweepSpec spec, SearchDecision decision) => decision.Trial switch
    {
        { } first when spec.Seeds.Length > 1 => $"trials {Numbers.Count(first)} to {Numbers.Count(first + spec.Seeds.Length - 1)}",
        { } first => $"trial {Numbers.Count(first)}",
        null => "search",
    };

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
