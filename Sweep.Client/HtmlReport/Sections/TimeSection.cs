using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows how long each trial took to reach several levels of loss.</summary>
internal static class TimeSection
{
    private const int MostInText = 20;

    /// <summary>If an objective has fewer points per trial, it says nothing about time.</summary>
    private const int FewestPoints = 3;

    public static Section Build(ReportFacts facts)
    {
        var (metric, goal) = Metric(facts);
        var points = facts.Series.Where(series => series.Metric == metric).ToDictionary(series => series.Trial, series => series.Points);
        var bars = TimeToLoss.Bars(goal, [.. points.Values]);
        var title = $"Time to {metric}";
        if (bars.Count == 0) { return new("time", title, [Paragraph.Note($"No trial's {metric} got better than it began.")]); }
        var clocks = facts.Series.Where(series => series.Metric == facts.Sweep.Spec.Schema.Speed?.Name)
            .ToDictionary(series => series.Trial, series => new TrainingClock(series.Points));
        var rows = facts.Ranked.Where(trial => points.ContainsKey(trial.Id.Number)).Select(trial =>
            Row(
                facts.Sweep,
                trial,
                [.. bars.Select(bar => TimeToLoss.FirstAt(goal, points[trial.Id.Number], bar))],
                clocks.GetValueOrDefault(trial.Id.Number)));
        Column[] columns =
        [
            new("trial", true), .. facts.Sweep.VariedNames.Select(name => new Column(name, false)),
            .. bars.SelectMany(
                bar => new Column[] { new($"steps to {Phrases.Number(bar)}", true), new($"seconds to {Phrases.Number(bar)}", true) }),
        ];
        return new(
            "time",
            title,
            [
                new Table($"Steps, and seconds of training, until {metric} was first so good", columns, [.. rows], true, MostInText),
                new Paragraph(
                    $"As exact as the points of {metric} are close." + (facts.Sweep.Spec.Schema.Speed is { } speed
                        ? $" Seconds are by {speed.Name}: without validation and waiting, on whatever machine and beside whatever else the "
                            + "trial ran."
                        : "")),
            ]);
    }

    private static (string Metric, Goal Goal) Metric(ReportFacts facts)
    {
        var objective = facts.Sweep.Spec.Objective;
        var hasPoints = facts.Series.Any(series => series.Metric == objective.Metric && series.Points.Count >= FewestPoints);
        return !hasPoints && facts.Sweep.Spec.Schema.Mean is { } mean
            ? (mean.Name, mean.Goal ?? Goal.Minimize)
            : (objective.Metric, objective.Goal);
    }

    private static IReadOnlyList<Cell> Row(SweepSummary sweep, TrialSummary trial, IEnumerable<long?> steps, TrainingClock? clock) =>
    [
        Phrases.WholeCell(trial.Id.Number),
        .. sweep.VariedNames.Select(name => new Cell(TrialText.Cell(sweep, trial, name))),
        .. steps.SelectMany(
            step => step is { } reached ? new[] { Phrases.WholeCell(reached), Seconds(clock?.SecondsAt(reached)) } : [new("–"), new("–")]),
    ];

    private static Cell Seconds(double? seconds) => seconds is { } known ? new(Numbers.Seconds(known), known) : new("–");
}
