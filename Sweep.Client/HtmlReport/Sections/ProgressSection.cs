using System.Text.Json;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Cell = Sweep.Client.HtmlReport.Documents.Cell;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows how soon a sweep found what, and how a search chose its trials.</summary>
internal static class ProgressSection
{
    private const int MostInText = 20;

    public static Section Build(ReportFacts facts)
    {
        var objective = facts.Sweep.Spec.Objective;
        var points = BestSoFar.Of(objective.Goal, facts.Ranked);
        return new("progress", "Best so far", points.Any(point => point.Best is not null)
            ? [Chart(facts, points), Improvements(facts, points), .. Choices(facts)]
            : [Paragraph.Note($"No trial has finished with a finite {objective.Metric} yet."), .. Choices(facts)]);
    }

    private static Chart Chart(ReportFacts facts, IReadOnlyList<BestSoFar> points)
    {
        var metric = facts.Sweep.Spec.Objective.Metric;
        return new(
            "progress",
            $"Each trial that ended, and the best {metric} so far",
            $"Best {metric} after {points.Count} trials: {Phrases.Number(points[^1].Best)}; the table has each improvement.",
            new()
            {
                ["metric"] = metric,
                ["labels"] = Phrases.Texts(points.Select(point => Phrases.Label(facts.Sweep, point.Trial))),
                ["steps"] = JsonSerializer.SerializeToNode(points.Select(point => point.Steps).ToArray()),
                ["seconds"] = Phrases.Plotted(points, point => point.Seconds),
                ["values"] = Phrases.Plotted(points, point => point.Value),
                ["best"] = Phrases.Plotted(points, point => point.Best),
            });
    }

    private static Table Improvements(ReportFacts facts, IReadOnlyList<BestSoFar> points) => new(
        "Each trial that was better than all that had ended before it",
        [
            new("after trials", true), new("after steps", true), new("after seconds of slot time", true), new("trial", true),
            new(facts.Sweep.Spec.Objective.Metric, true), new("with", false),
        ],
        [
            .. points.Index().Where(entry => entry.Item.IsBetter).Reverse().Select(entry => (IReadOnlyList<Cell>)
            [
                Phrases.WholeCell(entry.Index + 1), Phrases.WholeCell(entry.Item.Steps),
                new(Numbers.Seconds(entry.Item.Seconds), entry.Item.Seconds), Phrases.WholeCell(entry.Item.Trial.Id.Number),
                Phrases.NumberCell(entry.Item.Best), new(Phrases.Varied(facts.Sweep, entry.Item.Trial)),
            ]),
        ],
        MostInText: MostInText);

    /// <summary>How many combinations were chosen in which way, and how the search ended.</summary>
    private static IEnumerable<Block> Choices(ReportFacts facts)
    {
        var ways = facts.Decisions.Where(decision => decision.Kind is DecisionKind.Propose)
            .CountBy(Way)
            .Select(way => Numbers.Count(way.Value, "combination") + $" {way.Key}");
        var text = new DecisionText(facts.Sweep.Spec);
        var ends = facts.Decisions.Where(decision => decision.Kind is DecisionKind.End or DecisionKind.Extend).Select(text.Summary);
        string[] all = [.. ways, .. ends.Select(end => $"the search {end}")];
        if (all.Length > 0) { yield return new Paragraph($"{string.Join("; ", all)}."); }
    }

    private static string Way(SearchDecision decision) => ReasonJson.Read<ProposalReason>(decision.Reason) switch
    {
        GivenReason => "given by the file",
        DrawnReason { Start: not null } => "at the start, before the model had enough results",
        DrawnReason drawn => $"by {drawn.Sampler}",
        DensityReason => "by tpe",
        ImprovementReason => "by gp",
        SaidReason said => $"by {said.Sampler}",
        _ => "drawn from those that were not tried",
    };
}
