using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Tables;

/// <summary>Shows everything about one trial except its series.</summary>
internal static class TrialPage
{
    public static IRenderable Render(SweepSummary sweep, TrialSummary trial)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in Facts(sweep, trial))
        {
            grid.AddRow(TableStyle.Cell(name), TableStyle.Cell(value));
        }

        return grid;
    }

    private static IEnumerable<(string Name, string Value)> Facts(SweepSummary sweep, TrialSummary trial) =>
    [
        ("trial", new SweepReference(sweep.Folder, trial.Id.Number).ToString()),
        ("status", TrialText.Status(sweep.Spec.Schema.Resource, trial) + (trial.Reason is { } reason ? $": {reason}" : "")),
        (sweep.Spec.Schema.Resource.Plural, TrialText.Progress(sweep.Spec.Schema.Resource, trial)),
        ("steps", $"{Numbers.Count(trial.Step)}/{Numbers.Count(trial.TotalSteps)}"),
        (
            $"best {sweep.Spec.Objective.Metric}",
            trial.Best is { } best ? $"{Numbers.Metric(best.Value)} at step {Numbers.Count(best.Step)}" : "–"),
        .. trial.Rungs.Select(rung => (
            $"at {sweep.Spec.Schema.Resource.Name} {Numbers.Count(rung.Level)}",
            $"best {sweep.Spec.Objective.Metric} {Numbers.Metric(rung.Best)}")),
        ("attempts", Numbers.Count(trial.Attempts)),
        ("processors", TrialText.Processors(trial)),
        ("seconds", Numbers.Seconds(trial.Seconds)),
        ("weights hash", trial.WeightsHash ?? "–"),
        (SweepSummary.SeedName, TrialText.Cell(sweep, trial, SweepSummary.SeedName)),
        .. trial.Hyperparameters.Names.Select(name => (name, TrialText.Cell(sweep, trial, name))),
        .. trial.Latest.Select(metric => ($"latest {metric.Key}", Numbers.Metric(metric.Value))),
    ];
}
