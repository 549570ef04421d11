using System.Globalization;
using Spectre.Console.Rendering;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Tables;

/// <summary>Shows trials by rank.</summary>
internal static class BestTable
{
    /// <param name="trials">The trials, best first.</param>
    public static IRenderable Render(SweepSummary sweep, IReadOnlyList<TrialSummary> trials, int width) =>
        FittedTable.Render(Columns(sweep), [.. trials.Select((trial, index) => new Row(index + 1, trial))], width);

    /// <summary>Says that the best value is that of a trial which was not trained to its end; null if it is not.</summary>
    /// <param name="ranked">All trials, best first.</param>
    public static string? Note(SweepSummary sweep, IReadOnlyList<TrialSummary> ranked)
    {
        if (ranked is not [{ Best: not null } first, ..] || !first.IsStopped) { return null; }
        var metric = sweep.Spec.Objective.Metric;
        var status = TrialText.StatusWords(sweep.Spec.Schema.Resource, first);
        var whole = ranked.FirstOrDefault(trial => trial is { Status: TrialStatus.Completed, Best: not null });
        return $"{Name(first)} has the best {metric} and was not trained to its end: {status}. "
            + (whole is null
                ? "No trial was trained to its end."
                : $"The best of those that were is {Name(whole)}: {metric} {Numbers.Metric(whole.Best?.Value)}.");

        string Name(TrialSummary trial) => new SweepReference(sweep.Folder, trial.Id.Number).ToString();
    }

    private static List<FittedColumn<Row>> Columns(SweepSummary sweep) =>
    [
        new("rank", 62, false, row => row.Rank.ToString(CultureInfo.InvariantCulture)),
        new("trial", 0, true, row => new SweepReference(sweep.Folder, row.Trial.Id.Number).ToString()),
        .. sweep.VariedNames.Select(
            (name, index) => new FittedColumn<Row>(name, 3 + index, false, row => TrialText.Cell(sweep, row.Trial, name))),
        new($"best {sweep.Spec.Objective.Metric}", 1, false, row => Numbers.Metric(row.Trial.Best?.Value)),
        .. sweep.Spec.Schema.Metrics.Where(
            metric => metric.ExponentialOf is not null && sweep.Spec.Schema.Heading(metric) is not null).Select(
            metric => new FittedColumn<Row>(
                sweep.Spec.Schema.Heading(metric)!, 60, false, row => Numbers.Perplexity(TrialText.BestExponential(metric, row.Trial)))),
        new("at step", 65, false, row => row.Trial.Best is { } best ? Numbers.Count(best.Step) : "–"),
        new(sweep.Spec.Schema.Resource.Plural, 63, false, row => TrialText.Progress(sweep.Spec.Schema.Resource, row.Trial)),
        new("seconds", 64, false, row => Numbers.Seconds(row.Trial.Seconds)),
        new("status", 2, true, row => TrialText.Status(sweep.Spec.Schema.Resource, row.Trial)),
    ];

    private sealed record Row(int Rank, TrialSummary Trial);
}
