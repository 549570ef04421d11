using System.Globalization;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Ranking;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Lists all trials by rank; before them the combinations if the sweep has several seeds.</summary>
internal static class TrialsSection
{
    private const int MostInText = 20;

    public static Section Build(ReportFacts facts)
    {
        var (sweep, metric) = (facts.Sweep, facts.Sweep.Spec.Objective.Metric);
        Column[] columns =
        [
            new("rank", true), new("trial", true),
            .. sweep.VariedNames.Select(name => new Column(name, facts.Ranked.All(trial => IsNumber(sweep, trial, name)))),
            new($"best {metric}", true), new("at step", true), new($"last {metric}", true),
            new("status", false), new(sweep.Spec.Schema.Resource.Plural, false), new("seconds", true), new("attempts", true),
        ];
        return new(
            "trials",
            "Trials",
            [
                .. Combinations(facts),
                new Table(
                    "All trials, best first; diverged and failed ones last",
                    columns,
                    [.. facts.Ranked.Index().Select(row => Row(sweep, row.Item, row.Index + 1))],
                    true,
                    MostInText),
            ]);
    }

    private static IEnumerable<Block> Combinations(ReportFacts facts)
    {
        if (facts.Combinations is not { Count: > 0 } combinations) { yield break; }
        var (sweep, metric) = (facts.Sweep, facts.Sweep.Spec.Objective.Metric);
        yield return new Table(
            "All combinations, best first, by the mean over their seeds",
            [
                new("rank", true),
                .. sweep.Spec.Varied.Select(name => new Column(name, facts.Ranked.All(trial => IsNumber(sweep, trial, name)))),
                new($"mean best {metric}", true), new("standard deviation", true), new("seeds", true),
                new("best trial", true), new($"its {metric}", true), new("status", false), new("seconds", true),
            ],
            [.. combinations.Index().Select(row => Row(sweep, row.Item, row.Index + 1))],
            true,
            MostInText);
        if (CombinationTable.Order(combinations) is { } order) { yield return new Paragraph(order); }
    }

    private static IReadOnlyList<Cell> Row(SweepSummary sweep, RankedCombination combination, int rank) =>
    [
        Phrases.WholeCell(rank),
        .. sweep.Spec.Varied.Select(name => new Cell(TrialText.Cell(sweep, combination.Best, name), Order(sweep, combination.Best, name))),
        Phrases.NumberCell(combination.Mean),
        Phrases.NumberCell(combination.Deviation),
        new(CombinationTable.Seeds(combination), combination.Measured),
        Phrases.WholeCell(combination.Best.Id.Number),
        Phrases.NumberCell(combination.Best.Best?.Value),
        new(
            CombinationTable.Status(sweep, combination),
            Mark: combination.Trials.Select(trial => Phrases.Mark(trial.Status)).FirstOrDefault(mark => mark is not null)),
        new(Numbers.Seconds(combination.Trials.Sum(trial => trial.Seconds)), combination.Trials.Sum(trial => trial.Seconds)),
    ];

    private static IReadOnlyList<Cell> Row(SweepSummary sweep, TrialSummary trial, int rank) =>
    [
        Phrases.WholeCell(rank),
        Phrases.WholeCell(trial.Id.Number),
        .. sweep.VariedNames.Select(name => new Cell(TrialText.Cell(sweep, trial, name), Order(sweep, trial, name))),
        Phrases.NumberCell(trial.Best?.Value),
        trial.Best is { } best ? Phrases.WholeCell(best.Step) : new("–"),
        Phrases.NumberCell(trial.Last?.Value),
        new(TrialText.Status(sweep.Spec.Schema.Resource, trial), Mark: Phrases.Mark(trial.Status)),
        new(TrialText.Progress(sweep.Spec.Schema.Resource, trial), trial.Reached(sweep.Spec.Schema.Resource)),
        new(Numbers.Seconds(trial.Seconds), trial.Seconds),
        Phrases.WholeCell(trial.Attempts),
    ];

    // A trial that lacks a hyperparameter says nothing against its being a number.
    private static bool IsNumber(SweepSummary sweep, TrialSummary trial, string name) =>
        TrialText.Varied(sweep, trial, name) is null || Order(sweep, trial, name) is not null;

    private static double? Order(SweepSummary sweep, TrialSummary trial, string name) =>
        double.TryParse(TrialText.Varied(sweep, trial, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
