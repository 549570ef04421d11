using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Terminal;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows the effect of each hyperparameter on the objective.</summary>
internal static class EffectsSection
{
    private const int MostPairs = 6;

    public static Section? Build(ReportFacts facts)
    {
        if (facts.Sweep.Spec.Search is not null)
        {
            return new("effects", "Effect of each hyperparameter", SlicesSection.Blocks(facts));
        }

        var effects = Marginals.Of(facts.Sweep, facts.Ranked);
        if (effects.Count == 0) { return null; }
        if (facts.MeasuredTrials < 2)
        {
            return new(
                "effects",
                "Effect of each hyperparameter",
                [Paragraph.Note("It takes two completed trials at least to compare values."), Values(facts, effects)]);
        }

        return new(
            "effects",
            "Effect of each hyperparameter",
            [.. Importances(facts), new Heading("By value"), Row(facts, effects), Values(facts, effects)]);
    }

    private static IEnumerable<Block> Importances(ReportFacts facts)
    {
        var (found, lack) = facts.Importances;
        if (found is null)
        {
            yield return Paragraph.Note($"No importance: {lack}");
            yield break;
        }

        var metric = facts.Sweep.Spec.Objective.Metric;
        List<Share> shares =
        [
            .. found.Axes,
            .. found.Pairs.Where(pair => pair.Part >= 0.0005).Take(MostPairs),
            .. found.Rest >= 0.0005 ? [new Share("three or more together", found.Rest)] : Array.Empty<Share>(),
            .. found.Seeds > 0 ? [new Share("seed alone", found.Seeds)] : Array.Empty<Share>(),
        ];
        yield return Bars($"Share of the variance of best {metric} over the grid", shares);
        yield return new Table(
            $"Importance: share of the variance of best {metric} over the grid",
            [new("what", false), new("share", true)],
            [.. shares.Select(share => (IReadOnlyList<Cell>)[new(share.Name), new(Phrases.Percent(share.Part), share.Part)])]);
        yield return new Paragraph(
            $"Functional analysis of variance (Hutter, Hoos and Leyton-Brown, 2014), exact on the {found.Combinations} combinations of the "
                + "grid; a × b is what two do together beyond "
            + "what each does alone." + Limits(found));
    }

    /// <summary>A bar for each share.</summary>
    internal static Chart Bars(string caption, IReadOnlyList<Share> shares) => new(
        "importance",
        caption,
        string.Join("; ", shares.Select(share => $"{share.Name} {Phrases.Percent(share.Part)}")),
        new()
        {
            ["names"] = Phrases.Texts(shares.Select(share => share.Name)),
            ["parts"] = Phrases.Array(shares, share => Phrases.Plotted(share.Part)),
        });

    private static string Limits(Importance found)
    {
        var estimated = found.Estimated > 0
            ? $" {Numbers.Count(found.Estimated, "combination")} without a completed trial {(found.Estimated == 1 ? "was" : "were")} "
                + "estimated from the others as if nothing interacted."
            : "";
        return found.Dropped.Count > 0
            ? $"{estimated} Left out, since no trial completed there: {string.Join(", ", found.Dropped)}."
            : estimated;
    }

    private static ChartRow Row(ReportFacts facts, IReadOnlyList<AxisEffect> effects) => new([.. effects.Select(effect => new Chart(
        "marginal",
        $"{effect.Name}: each trial, mean and standard deviation",
        string.Join("; ", effect.Values.Select(value => $"{effect.Name} {value.Value}: mean {Phrases.Number(value.Mean)}")),
        new()
        {
            ["name"] = effect.Name,
            ["metric"] = facts.Sweep.Spec.Objective.Metric,
            ["values"] = Phrases.Array(effect.Values, value => new JsonObject
            {
                ["value"] = value.Value,
                ["mean"] = Phrases.Plotted(value.Mean),
                ["deviation"] = Phrases.Plotted(value.Deviation),
                ["trials"] = Phrases.Array(value.Trials, trial => (JsonNode)new JsonArray(trial.Number, Phrases.Plotted(trial.Value))),
            }),
        }))]);

    private static Table Values(ReportFacts facts, IReadOnlyList<AxisEffect> effects) => new(
        $"Best {facts.Sweep.Spec.Objective.Metric} at each value, over all others",
        [
            new("hyperparameter", false), new("value", false), new("completed", true), new("mean", true),
            new("standard deviation", true), new("lowest", true), new("highest", true),
            new("diverged", true), new("failed", true),
        ],
        [.. effects.SelectMany(effect => effect.Values, (effect, value) => Cells(effect.Name, value))]);

    private static IReadOnlyList<Cell> Cells(string name, ValueEffect value) =>
    [
        new(name), new(value.Value), Phrases.WholeCell(value.Trials.Count),
        Phrases.NumberCell(value.Mean), Phrases.NumberCell(value.Deviation),
        Phrases.NumberCell(value.Trials.Count > 0 ? value.Trials.Min(trial => trial.Value) : null),
        Phrases.NumberCell(value.Trials.Count > 0 ? value.Trials.Max(trial => trial.Value) : null),
        Phrases.WholeCell(value.Diverged), Phrases.WholeCell(value.Failed),
    ];
}
