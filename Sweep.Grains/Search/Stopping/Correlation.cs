namespace Sweep.Grains.Search.Stopping;

/// <summary>Spearman's rank correlation: how far two lists agree in their order.</summary>
public static class Correlation
{
    /// <summary>From −1 (reversed) to 1 (the same order). NaN if all values of a list are equal.</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">As many finite values.</param>
    public static double OfRanks(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (x, y) = (Ranks(first), Ranks(second));
        var mean = (first.Count - 1) / 2.0;
        var (both, xs, ys) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            both += (x[i] - mean) * (y[i] - mean);
            xs += (x[i] - mean) * (x[i] - mean);
            ys += (y[i] - mean) * (y[i] - mean);
        }

        return both / Math.Sqrt(xs * ys);
    }

    /// <summary>The ranks from 0; equal values share the mean of theirs.</summary>
    private static double[] Ranks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(index => values[index])];
        var ranks = new double[values.Count];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to + 1 < order.Length && values[order[to + 1]].Equals(values[order[from]])) { to++; }
            for (var i = from; i <= to; i++) { ranks[order[i]] = (from + to) / 2.0; }
            from = to + 1;
        }

        return ranks;
    }
}
