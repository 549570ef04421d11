using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Tables;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows the objective of a search's trials against each hyperparameter, and which of them matter.</summary>
internal static class SlicesSection
{
    private const double BestShare = 0.1;

    /// <summary>What the section of effects has for a search.</summary>
    public static IReadOnlyList<Block> Blocks(ReportFacts facts)
    {
        var (found, lack) = SampledImportance.Of(facts.Sweep, facts.Ranked);
        var metric = facts.Sweep.Spec.Objective.Metric;
        var axes = PlotAxis.Of(facts.Sweep);
        return
        [
            .. found is null ? [Paragraph.Note($"No importance: {lack}")] : Importance(found, metric),
            new Heading("By value"),
            new ChartRow([.. axes.Select(axis => Slice(facts, axis))]),
            Values(facts, axes, found),
        ];
    }

    private static IEnumerable<Block> Importance(IReadOnlyList<Share> shares, string metric)
    {
        yield return EffectsSection.Bars($"How much each hyperparameter matters for {metric}", shares);
        yield return new Paragraph(
            "How differently the best tenth of the completed trials and all of them are distributed, as shares of the sum (PED-ANOVA, "
                + "Watanabe, Bansal and Hutter, 2023). It says what made the best trials good, not what each hyperparameter does alone.");
    }

    private static Chart Slice(ReportFacts facts, PlotAxis axis)
    {
        var placed = facts.Ranked.Select(trial => (Trial: trial, Place: axis.PlaceOf(facts.Sweep, trial)))
            .Where(one => one.Place is not null)
            .ToList();
        var metric = facts.Sweep.Spec.Objective.Metric;
        return new(
            "slice",
            $"{axis.Name}: each completed trial; later ones are stronger",
            $"{metric} of the completed trials against {axis.Name}; the table has the best ones' values.",
            new()
            {
                ["axis"] = axis.ToJson(),
                ["metric"] = metric,
                ["trials"] = Phrases.Array(
                    placed.Where(one => Counted.Is(one.Trial)),
                    one => (JsonNode)new JsonArray(
                        Phrases.Plotted(one.Place), Phrases.Plotted(Counted.Value(one.Trial)), one.Trial.Id.Number)),
                ["diverged"] = Phrases.Array(
                    placed.Where(one => one.Trial.Status is TrialStatus.Diverged),
                    one => (JsonNode)new JsonArray(Phrases.Plotted(one.Place), one.Trial.Id.Number)),
            });
    }

    private static Table Values(ReportFacts facts, IReadOnlyList<PlotAxis> axes, IReadOnlyList<Share>? shares)
    {
        var completed = facts.Ranked.Where(Counted.Is).ToList();
        var best = completed.Take((int)Math.Ceiling(BestShare * completed.Count)).ToList();
        return new(
            $"Where the best {facts.Sweep.Spec.Objective.Metric} is",
            [new("hyperparameter", false), new("share", true), new("searched", false), new("best trial", false), new("best tenth", false)],
            [
                .. axes.Select(axis => (IReadOnlyList<Cell>)
                [
                    new(axis.Name), Share(shares?.FirstOrDefault(share => share.Name == axis.Name)),
                    new(facts.Sweep.Spec.Search?.Axis(axis.Name)?.Describe() ?? string.Join(", ", axis.Values)),
                    new(best.Count > 0 ? TrialText.Cell(facts.Sweep, best[0], axis.Name) : "–"), new(Span(facts.Sweep, axis, best)),
                ]),
            ]);
    }

    private static Cell Share(Share? share) => share is null ? new("–") : new(Phrases.Percent(share.Part), share.Part);

    /// <summary>From which to which value trials go, or their different values in the order of the list.</summary>
    private static string Span(SweepSummary sweep, PlotAxis axis, List<TrialSummary> trials)
    {
        var found = trials.Select(trial => (Place: axis.PlaceOf(sweep, trial), Text: TrialText.Varied(sweep, trial, axis.Name)))
            .Where(one => one.Place is not null).OrderBy(one => one.Place).Select(one => one.Text).Distinct().ToList();
        return found.Count == 0 ? "–" : axis.Values.IsEmpty && found.Count > 1 ? $"{found[0]} to {found[^1]}" : string.Join(", ", found);
    }
}
