using Spectre.Console.Rendering;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Tables;

/// <summary>Shows trials by number.</summary>
internal static class TrialTable
{
    public static IRenderable Render(SweepSummary sweep, IReadOnlyList<TrialSummary> trials, int width) =>
        FittedTable.Render(Columns(sweep), trials, width);

    private static List<FittedColumn<TrialSummary>> Columns(SweepSummary sweep) =>
    [
        new("trial", 0, true, trial => new SweepReference(sweep.Folder, trial.Id.Number).ToString()),
        .. sweep.VariedNames.Select(
            (name, index) => new FittedColumn<TrialSummary>(name, 4 + index, false, trial => TrialText.Cell(sweep, trial, name))),
        new("status", 1, true, trial => trial.Status.ToString()),
        new(sweep.Spec.Schema.Resource.Name, 60, false, trial => TrialText.Progress(sweep.Spec.Schema.Resource, trial)),
        new($"best {sweep.Spec.Objective.Metric}", 2, false, trial => Numbers.Metric(trial.Best?.Value)),
        new("attempts", 63, false, trial => Numbers.Count(trial.Attempts)),
        new("seconds", 62, false, trial => Numbers.Seconds(trial.Seconds)),
        new("silo", 64, true, trial => trial.Silo ?? "–"),
        new("reason", 3, true, trial => trial.Reason ?? "", IsCut: true),
    ];
}
