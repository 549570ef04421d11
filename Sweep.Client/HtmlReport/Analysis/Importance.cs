using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>
/// The share of the objective's variance that comes from each hyperparameter: the functional analysis of variance of Hutter, Hoos and
/// Leyton-Brown (ICML 2014). It is exact: the grid's whole space was trained, so no model of it is needed.
/// </summary>
/// <param name="Axes">The share of each hyperparameter alone, the largest first.</param>
/// <param name="Pairs">The share of each interaction of two hyperparameters, the largest first.</param>
/// <param name="Rest">The share of interactions of three or more.</param>
/// <param name="Seeds">The share of the seed alone; 0 if there is one seed.</param>
/// <param name="Combinations">Number of combinations of the values in question.</param>
/// <param name="Estimated">Number of those combinations that have no completed trial.</param>
/// <param name="Dropped">Values for which no trial completed, such as <c>learning_rate 10</c>.</param>
internal sealed record Importance(
    IReadOnlyList<Share> Axes,
    IReadOnlyList<Share> Pairs,
    double Rest,
    double Seeds,
    int Combinations,
    int Estimated,
    IReadOnlyList<string> Dropped)
{
    /// <summary>The analysis is skipped above this number: no sweep trains half of so many combinations.</summary>
    private const int MostCombinations = 20_000;

    /// <summary>Computes the shares from a sweep's completed trials; if that is not possible, the second part says why.</summary>
    public static (Importance? Found, string Lack) Of(SweepSummary sweep, IReadOnlyList<TrialSummary> trials)
    {
        var measured = trials.Where(Counted.Is).ToList();
        var used = sweep.Spec.Axes.ToDictionary(
            axis => axis.Name, axis => measured.Select(trial => trial.Hyperparameters.Text(axis.Name)).ToHashSet());
        List<(string Name, IReadOnlyList<string> Values)> axes =
            [
                .. sweep.Spec.Axes.Select(axis => (axis.Name, (IReadOnlyList<string>)[.. axis.Values.Where(used[axis.Name].Contains)]))
                    .Where(axis => axis.Item2.Count > 1),
            ];
        if (axes.Count == 0) { return (null, "it takes completed trials at two values of a hyperparameter, at least."); }
        if (axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count) > MostCombinations)
        {
            return (null, "the grid has too many combinations.");
        }

        var table = GridTable.Of(axes, measured);
        if (2 * table.Missing > table.Cells)
        {
            return (null, $"of {table.Cells} combinations only {table.Cells - table.Missing} have a completed trial.");
        }

        var missing = table.Missing;
        table.Fill();
        var all = table.Variance + table.WithinCells;
        var dropped = sweep.Spec.Axes.SelectMany(
            axis => axis.Values.Where(value => !used[axis.Name].Contains(value)).Select(value => $"{axis.Name} {value}"));
        return all > 0 && double.IsFinite(all)
            ? (Split([.. axes.Select(axis => axis.Name)], table, all) with
            {
                Combinations = table.Cells,
                Estimated = missing,
                Dropped = [.. dropped],
            }, "")
            : (null, "all completed trials have the same objective.");
    }

    private static Importance Split(IReadOnlyList<string> names, GridTable table, double all)
    {
        double[] alone = [.. names.Select((_, axis) => GridTable.Spread(table.Means(axis)) / all)];
        var pairs = new List<Share>();
        for (var (first, second) = (0, 1);
            first < names.Count - 1;
            (first, second) = second + 1 < names.Count ? (first, second + 1) : (first + 1, first + 2))
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

/// <param name="Part">Share of the variance, from 0 to 1.</param>
internal sealed record Share(string Name, double Part);
