using System.Globalization;
using Spectre.Console.Rendering;
using Sweep.Client.Backends;
using Sweep.Client.Ranking;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Tables;

/// <summary>Shows the combinations of a sweep with several seeds by rank.</summary>
internal static class CombinationTable
{
    /// <param name="combinations">The combinations, best first.</param>
    public static IRenderable Render(SweepSummary sweep, IReadOnlyList<RankedCombination> combinations, int width) => FittedTable.Render(
        Columns(sweep), [.. combinations.Select((combination, index) => new Row(index + 1, combination))], width);

    /// <summary><c>4.84 ± 0.0123</c>: the mean and the standard deviation over the seeds; the mean alone if one seed has a value.</summary>
    public static string Mean(RankedCombination combination) => combination.Deviation is { } deviation
        ? $"{Numbers.Metric(combination.Mean)} ± {Numbers.Deviation(deviation)}"
        : Numbers.Metric(combination.Mean);

    /// <summary><c>3</c>, or <c>2 of 3</c> if a seed has no value.</summary>
    public static string Seeds(RankedCombination combination) => combination.IsWhole
        ? Numbers.Count(combination.Measured)
        : $"{Numbers.Count(combination.Measured)} of {Numbers.Count(combination.Seeds)}";

    /// <summary><c>Completed</c>, or <c>2 Completed, 1 Diverged</c>.</summary>
    public static string Status(SweepSummary sweep, RankedCombination combination)
    {
        List<KeyValuePair<TrialStatus, int>> counts = [.. combination.Trials.CountBy(trial => trial.Status)];
        return counts.Count == 1
            ? TrialText.Status(sweep.Spec.Schema.Resource, combination.Best)
            : string.Join(", ", counts.Select(count => $"{Numbers.Count(count.Value)} {count.Key}"));
    }

    /// <summary>Says how those rank that lack the value of a seed; null if all have it.</summary>
    public static string? Order(IReadOnlyCollection<RankedCombination> combinations) => combinations.All(one => one.IsWhole)
        ? null
        : "A combination that lacks the value of a seed ranks after those that have all, and after them one with a seed that diverged or "
            + "failed.";

    /// <summary>Says that the best combination was not trained to its end; null if it was, or if none has a value.</summary>
    public static string? Note(SweepSummary sweep, IReadOnlyList<RankedCombination> ranked)
    {
        if (ranked is not [{ Mean: not null } first, ..] || !first.Best.IsStopped) { return null; }
        var metric = sweep.Spec.Objective.Metric;
        var whole = ranked.FirstOrDefault(one => one.IsWhole && one.Trials.All(CombinationRanking.IsComplete));
        return $"The combination of {Name(sweep, first.Best)} has the best mean {metric} and was not trained to its end: "
            + $"{TrialText.StatusWords(sweep.Spec.Schema.Resource, first.Best)}. "
            + (whole is null
                ? "No combination was trained to its end."
                : $"The best of those that were is that of {Name(sweep, whole.Best)}: {metric} {Mean(whole)}.");
    }

    private static string Name(SweepSummary sweep, TrialSummary trial) => new SweepReference(sweep.Folder, trial.Id.Number).ToString();

    private static List<FittedColumn<Row>> Columns(SweepSummary sweep) =>
    [
        new("rank", 62, false, row => row.Rank.ToString(CultureInfo.InvariantCulture)),
        .. sweep.Spec.Varied.Select(
            (name, index) => new FittedColumn<Row>(name, 3 + index, false, row => TrialText.Cell(sweep, row.Of.Best, name))),
        new($"mean {sweep.Spec.Objective.Metric}", 0, false, row => Mean(row.Of)),
        new("seeds", 1, false, row => Seeds(row.Of)),
        new("best trial", 60, true, row => Name(sweep, row.Of.Best)),
        new("its best", 61, false, row => Numbers.Metric(row.Of.Best.Best?.Value)),
        new("seconds", 64, false, row => Numbers.Seconds(row.Of.Trials.Sum(trial => trial.Seconds))),
        new("status", 2, true, row => Status(sweep, row.Of)),
    ];

    private sealed record Row(int Rank, RankedCombination Of);
}
