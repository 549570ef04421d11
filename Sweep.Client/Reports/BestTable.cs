using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Grains.Storage;

namespace Sweep.Client.Reports;

/// <summary>Trials by rank.</summary>
internal static class BestTable
{
    /// <param name="trials">Best first.</param>
    public static IRenderable Render(SweepSummary sweep, IReadOnlyList<TrialSummary> trials)
    {
        var varied = sweep.VariedNames.ToList();
        var table = Tables.Create().AddColumns(Tables.Right("rank"), Tables.Left("trial"));
        varied.ForEach(name => table.AddColumn(Tables.Right(name)));
        table.AddColumns(
            Tables.Right($"best {sweep.Spec.Objective.Metric}"), Tables.Right("perplexity"), Tables.Right("at step"),
            Tables.Right("epochs"), Tables.Right("seconds"), Tables.Left("status"));
        foreach (var (index, trial) in trials.Index())
        {
            table.AddRow(Row(index + 1, sweep, varied, trial).Select(Tables.Cell));
        }

        return table;
    }

    private static IEnumerable<string> Row(int rank, SweepSummary sweep, List<string> varied, TrialSummary trial) =>
    [
        rank.ToString(CultureInfo.InvariantCulture),
        new SweepReference(sweep.Folder, trial.Id.Number).ToString(),
        .. varied.Select(name => TrialText.Varied(trial, name)),
        Numbers.Metric(trial.Best?.Value),
        Numbers.Perplexity(TrialText.BestPerplexity(trial)),
        trial.Best is { } best ? Numbers.Count(best.Step) : "–",
        TrialText.Epoch(trial),
        Numbers.Seconds(trial.Seconds),
        trial.Status.ToString(),
    ];
}
