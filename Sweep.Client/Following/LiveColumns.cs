using Sweep.Client.Reports;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>One column of the live table.</summary>
/// <param name="Rank">The higher, the sooner it is left out on a narrow terminal.</param>
internal sealed record LiveColumn(string Header, int Rank, bool IsText, Func<TrialSummary, string> Value);

/// <summary>The columns of the live table, and which of them have room.</summary>
internal static class LiveColumns
{
    /// <summary>Blanks and lines that a column takes beside its text.</summary>
    private const int Padding = 3;

    public static List<LiveColumn> All(SweepSummary sweep) =>
    [
        new("trial", 0, false, trial => Numbers.Count(trial.Id.Number)),
        .. sweep.VariedNames.Select((name, index) => new LiveColumn(name, 20 + index, false, trial => TrialText.Varied(trial, name))),
        new("status", 1, true, trial => trial.Status.ToString()),
        new("epoch", 3, false, TrialText.Epoch),
        new("loss", 5, false, trial => Numbers.Loss(TrialText.Latest(trial, "train/loss"))),
        new("perplexity", 2, false, trial => Numbers.Perplexity(TrialText.Latest(trial, "val/perplexity"))),
        new("steps/s", 6, false, trial => trial.Status is TrialStatus.Running ? Numbers.Rate(TimeLeft.Rate(trial)) : ""),
        new("left", 4, false, trial => trial.Status is TrialStatus.Running ? Numbers.Duration(TimeLeft.Of(trial)) : ""),
    ];

    /// <summary>Leaves out the least important columns until the rest fits.</summary>
    public static List<LiveColumn> Fit(List<LiveColumn> columns, IReadOnlyCollection<TrialSummary> rows, int width)
    {
        var widths = columns.ToDictionary(column => column, column => Width(column, rows));
        var fitting = columns.ToList();
        while (fitting.Count > 1 && fitting.Sum(column => widths[column]) > width)
        {
            fitting.Remove(fitting.MaxBy(column => column.Rank)!);
        }

        return fitting;
    }

    private static int Width(LiveColumn column, IReadOnlyCollection<TrialSummary> rows) =>
        Padding + rows.Select(row => column.Value(row).Length).Append(column.Header.Length).Max();
}
