using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Grains.Storage;

namespace Sweep.Client.Reports;

/// <summary>Trials by number.</summary>
internal static class TrialTable
{
    public static IRenderable Render(SweepSummary sweep, IReadOnlyList<TrialSummary> trials)
    {
        var varied = sweep.VariedNames.ToList();
        var table = Tables.Create().AddColumn(Tables.Left("trial"));
        varied.ForEach(name => table.AddColumn(Tables.Right(name)));
        table.AddColumns(
            Tables.Left("status"), Tables.Right("epoch"), Tables.Right($"best {sweep.Spec.Objective.Metric}"), Tables.Right("attempts"),
            Tables.Right("seconds"), Tables.Left("reason"));
        foreach (var trial in trials)
        {
            IEnumerable<string> row =
            [
                new SweepReference(sweep.Folder, trial.Id.Number).ToString(),
                .. varied.Select(name => TrialText.Varied(trial, name)),
                trial.Status.ToString(), TrialText.Epoch(trial), Numbers.Metric(trial.Best?.Value), Numbers.Count(trial.Attempts),
                Numbers.Seconds(trial.Seconds), trial.Reason ?? "",
            ];
            table.AddRow(row.Select(Tables.Cell));
        }

        return table;
    }
}
