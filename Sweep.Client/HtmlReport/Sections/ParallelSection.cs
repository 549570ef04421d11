using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Sections;

/// <summary>Shows hyperparameters and objective of all trials in one chart of parallel coordinates.</summary>
internal static class ParallelSection
{
    private const int MostTrials = 1000;

    public static Section? Build(ReportFacts facts)
    {
        var axes = PlotAxis.Of(facts.Sweep);
        if (axes.Count == 0) { return null; }
        var trials = facts.Ranked.Where(Counted.Is).Take(MostTrials).ToList();
        var left = facts.MeasuredTrials - trials.Count;
        if (trials.Count < 2)
        {
            return new("parallel", "Parallel coordinates", [Paragraph.Note("They need two completed trials at least.")], IsPictorial: true);
        }

        var metric = facts.Sweep.Spec.Objective.Metric;
        var lost = facts.Ranked.Where(trial => trial.Status is TrialStatus.Diverged).Take(MostTrials).ToList();
        return new(
            "parallel",
            "Parallel coordinates",
            [
                new Chart(
                    "parallel",
                    $"One line for each completed trial; its colour is its {metric}. Drag along an axis to pick out trials"
                        + (lost.Count > 0 ? ". Dashed lines are trials that diverged" : ""),
                    $"Parallel coordinates of {string.Join(", ", axes.Select(axis => axis.Name))} and {metric} for {trials.Count} trials.",
                    Data(facts.Sweep, axes, trials, lost)),
                .. left > 0
                    ? [
                        new Paragraph(
                            $"The best {Numbers.Count(MostTrials)} of {Numbers.Count(facts.MeasuredTrials)} completed trials are drawn."),
                    ]
                    : Array.Empty<Block>(),
            ],
            IsPictorial: true);
    }

    private static JsonObject Data(
        SweepSummary sweep, IReadOnlyList<PlotAxis> axes, List<TrialSummary> trials, List<TrialSummary> diverged) => new()
        {
            ["axes"] = Phrases.Array(axes, axis => axis.ToJson()),
            ["objective"] = sweep.Spec.Objective.Metric,
            ["minimize"] = sweep.Spec.Objective.Goal is Goal.Minimize,
            ["trials"] = Phrases.Array(trials, trial => Line(sweep, axes, trial, Counted.Value(trial))),
            ["diverged"] = Phrases.Array(diverged, trial => Line(sweep, axes, trial, null)),
        };

    private static JsonObject Line(SweepSummary sweep, IReadOnlyList<PlotAxis> axes, TrialSummary trial, double? value) => new()
    {
        ["label"] = Phrases.Label(sweep, trial),
        ["places"] = Phrases.Array(axes, axis => (JsonNode?)Phrases.Plotted(axis.PlaceOf(sweep, trial))),
        ["value"] = Phrases.Plotted(value),
    };
}
