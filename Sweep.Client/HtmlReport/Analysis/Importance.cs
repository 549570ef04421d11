using Sweep.Client.Tables;
using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>
/// How much of the objective's variance over a grid comes from each hyperparameter: the functional analysis of variance of Hutter, Hoos and Leyton-Brown
/// (ICML 2014), exact, since a grid's whole space was trained and needs no model of it.
/// </summary>
/// <param name="Axes">Each hyperparameter's own share, the largest first.</param>
/// <param name="Pairs">What two of them do together beyond that, the largest first.</param>
/// <param name="Rest">What three and more do together.</param>
/// <param name="Seeds">What the seed alone does: 0 for one seed.</param>
/// <param name="Combinations">Of the values that were looked at.</param>
/// <param name="Estimated">Of these, those that no completed trial has.</param>
/// <param name="Dropped">Values at which no trial completed, as <c>learning_rate 10</c>.</param>
internal sealed record Importance(
    IReadOnlyList<Share> Axes,
    IReadOnlyList<Share> Pairs,
    double Rest,
    double Seeds,
    int Combinations,
    int Estimated,
    IReadOnlyList<string> Dropped)
{
    /// <summary>Beyond it a grid has so many combinations that nobody trains half of them.</summary>
    private const int MostCombinations = 20_000;

    /// <summary>From the completed trials of a sweep; in the second part, why there is none.</summary>
    public static (Importance? Found, string Lack) Of(SweepSummary sweep, IReadOnlyList<TrialSummary> trials)
    {
        var measured = trials.Where(Counted.Is).ToList();
        var used = sweep.Spec.Axes.ToDictionary(axis => axis.Name, axis => measured.Select(trial => TrialText.Varied(trial, axis.Name)).ToHashSet());
        List<(string Name, IReadOnlyList<string> Values)> axes =
            [.. sweep.Spec.Axes.Select(axis => (axis.Name, (IReadOnlyList<string>)[.. axis.Values.Where(used[axis.Name].Contains)])).Where(axis => axis.Item2.Count > 1)];
        if (axes.Count == 0) { return (null, "it takes completed trials at two values of a hyperparameter, at least."); }
        if (axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count) > MostCombinations) { return (null, "the grid has too many combinations."); }
        var table = GridTable.Of(axes, measured);
        if (2 * table.Missing > table.Cells) { return (null, $"of {table.Cells} combinations only {table.Cells - table.Missing} have a completed trial."); }
        var missing = table.Missing;
        table.Fill();
        var all = table.Variance + table.WithinCells;
        var dropped = sweep.Spec.Axes.SelectMany(axis => axis.Values.Where(value => !used[axis.Name].Contains(value)).Select(value => $"{axis.Name} {value}"));
        return all > 0 && double.IsFinite(all)
            ? (Split([.. axes.Select(axis => axis.Name)], table, all) with { Combinations = table.Cells, Estimated = missing, Dropped = [.. dropped] }, "")
            : (null, "all completed trials have the same objective.");
    }

    private static Importance Split(IReadOnlyList<string> names, GridTable table, double all)
    {
        double[] alone = [.. names.Select((_, axis) => GridTable.Spread(table.Means(axis)) / all)];
        var pairs = new List<Share>();
        for (var (first, second) = (0, 1); first < names.Count - 1; (first, second) = second + 1 < names.Count ? (first, second + 1) : (first + 1, first + 2))
        {
            var together = (GridTable.Spread(table.Means(first, second)) / all) - alone[first] - alone[second];
            pairs.Add(new($"{names[first]} × {names[second]}", Math.Max(0, together)));
        }

        var rest = (table.Variance / all) - alone.Sum() - pairs.Sum(pair => pair.Part);
        return new(
            [.. names.Zip(alone, (name, part) => new Share(name, part)).OrderByDescending(share => share.Part)],
            [.. pairs.OrderByDescending(share => share.Part)],
            Math.Max(0, rest),
            table.WithinCells / all,
            0,
            0,
            []);
    }
}

/// <param name="Part">Of the variance, from 0 to 1.</param>
internal sealed record Share(string Name, double Part);
