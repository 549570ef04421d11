using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows the losses over time.</summary>
internal static class CurvesSection
{
    /// <summary>The most curves in a chart: more lines are unreadable, and the file would be too large to send.</summary>
    public const int MostTrials = 120;

    private const int MostWithColoursOfTheirOwn = 8;

    public static Section Build(ReportFacts facts)
    {
        var (schema, shown) = (facts.Sweep.Spec.Schema, facts.Ranked.Take(MostTrials).ToList());
        string[] metrics = [.. ReportReader.Losses(facts.Sweep).Where(metric => facts.Series.Any(series => series.Metric == metric))];
        if (metrics.Length == 0) { return new("curves", "Curves", [Paragraph.Note("No trial has a point yet.")], IsPictorial: true); }
        var note = facts.Ranked.Count > MostTrials ? $" The first {MostTrials} of {facts.Ranked.Count} trials by rank are drawn." : "";
        return new(
            "curves",
            "Curves",
            [
                new Chart(
                    "curves",
                    "Every trial's curve: point at one for its hyperparameters",
                    $"Curves of {string.Join(" and ", metrics)} of {Numbers.Count(shown.Count, "trial")}; the table of trials has their "
                        + "best and last values.",
                    Data(facts, shown, metrics)),
                new Paragraph(
                    "Long curves are thinned."
                        + (facts.Sweep.Spec.Stop is null ? "" : " A diamond marks where a trial was held, or ended early.")
                        + (schema.Mean is { } mean ? $" {mean.Name} is the mean over the steps since the point before." : "")
                        + (schema.Speed is { } speed
                            ? $" Seconds are those of training by {speed.Name}: without validation, and without waiting."
                            : "")
                        + note),
            ],
            IsPictorial: true);
    }

    private static JsonObject Data(ReportFacts facts, List<TrialSummary> shown, string[] metrics)
    {
        var (axes, speed) = (Counted.Axes(facts.Sweep), facts.Sweep.Spec.Schema.Speed?.Name);
        var byTrial = facts.Series.ToLookup(series => series.Trial);
        var held = RungsSection.HeldAt(facts);
        return new()
        {
            ["axes"] = Phrases.Array(axes, axis => new JsonObject { ["name"] = axis.Name, ["values"] = Phrases.Texts(axis.Values) }),
            ["colour"] = shown.Count <= MostWithColoursOfTheirOwn ? "trial" : MostTelling(facts) ?? "rank",
            ["trials"] = Phrases.Array(shown, trial => Marked(
                new()
                {
                    ["label"] = Phrases.Label(facts.Sweep, trial),
                    ["status"] = trial.Status.ToString(),
                    ["values"] = Phrases.Texts(axes.Select(axis => TrialText.Cell(facts.Sweep, trial, axis.Name))),
                },
                [.. held[trial.Id.Number]])),
            ["metrics"] = Phrases.Array(metrics, metric => new JsonObject
            {
                ["name"] = metric,
                ["curves"] = Phrases.Array(shown, trial => Curve(byTrial[trial.Id.Number].ToList(), metric, speed)),
                ["band"] = CurveBand.Of([.. facts.Series.Where(series => series.Metric == metric)]),
            }),
        };
    }

    /// <param name="held">The steps at which early stopping held or ended it.</param>
    private static JsonObject Marked(JsonObject trial, long[] held)
    {
        if (held.Length > 0) { trial["held"] = JsonSerializer.SerializeToNode(held); }
        return trial;
    }

    /// <summary>The hyperparameter that explains most of the variance; the colours show it first.</summary>
    private static string? MostTelling(ReportFacts facts) => facts.Importances.Found is { } found
        ? found.Axes[0].Name
        : facts.Sweep.Spec.Axes.FirstOrDefault(axis => axis.Values.Length > 1)?.Name;

    private static JsonObject? Curve(List<TrialSeries> series, string metric, string? speed)
    {
        if (series.Find(one => one.Metric == metric) is not { } found) { return null; }
        IReadOnlyList<MetricPoint> speeds = series.Find(one => one.Metric == speed)?.Points ?? [];
        var clock = new TrainingClock(speeds);
        return new()
        {
            ["x"] = JsonSerializer.SerializeToNode(found.Points.Select(point => point.Step).ToArray()),
            ["s"] = Phrases.Plotted(found.Points, point => clock.SecondsAt(point.Step)),
            ["y"] = Phrases.Plotted(found.Points, point => point.Value),
        };
    }
}
