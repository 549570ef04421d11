using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Ranking;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows what early stopping compared at each level, and what it saved.</summary>
internal static class RungsSection
{
    private const int MostInText = 20;

    /// <returns>Null for a sweep without early stopping.</returns>
    public static Section? Build(ReportFacts facts)
    {
        if (facts.Sweep.Spec.Stop is null) { return null; }
        var text = new StopText(facts.Sweep.Spec);
        var rungs = RungSummary.Of(facts.Sweep, facts.Ranked);
        return new("rungs", "Early stopping", [new Paragraph($"{text.Rule()}."), .. Blocks(facts, text, rungs)]);
    }

    /// <summary>The steps at which each trial was held, or ended early while it trained, by the trial's number.</summary>
    public static ILookup<int, long> HeldAt(ReportFacts facts)
    {
        var combinations = Combinations.Of(facts.Sweep, facts.Ranked).ToDictionary(combination => combination[0].Id.Number);
        return (
            from decision in facts.Decisions
            where decision.Kind is DecisionKind.Hold or DecisionKind.Prune
            where decision.Trial is { } first && combinations.ContainsKey(first)
            from trial in combinations[decision.Trial!.Value]
            from rung in trial.Rungs
            where rung.Level == decision.Level
            select (trial.Id.Number, rung.Step)).Distinct().ToLookup(held => held.Number, held => held.Step);
    }

    private static IEnumerable<Block> Blocks(ReportFacts facts, StopText text, IReadOnlyList<RungSummary> rungs)
    {
        var spec = facts.Sweep.Spec;
        if (rungs.Count == 0) { yield return Paragraph.Note("No trial was compared with others yet."); }
        else
        {
            var what = spec.Seeds.Length == 1 ? "trials" : "combinations";
            yield return new Table(
                $"How many {what} came to each level, and what became of them",
                [
                    new(spec.Schema.Resource.Name, true), new("came to it", true), new("went on", true), new("held or ended", true),
                    new($"cut-off {spec.Objective.Metric}", true), new("rank correlation with the end", true),
                ],
                [.. rungs.Select(rung => Row(text, rung))],
                MostInText: MostInText);
        }

        if (ResourceTaken.Of(facts.Sweep, facts.Ranked) is { } taken)
        {
            yield return new Paragraph(taken.Describe(spec.Schema.Resource));
        }
    }

    private static IReadOnlyList<Cell> Row(StopText text, RungSummary rung) =>
    [
        Phrases.WholeCell(rung.Level),
        Phrases.WholeCell(rung.Reached),
        Phrases.WholeCell(rung.WentOn),
        Phrases.WholeCell(rung.Stopped),
        rung.Cutoff is { } cutoff ? new(text.Number(cutoff), cutoff) : new("–"),
        rung.Correlation is { } correlation ? new(Numbers.Decimal(correlation), correlation) : new("–"),
    ];
}
