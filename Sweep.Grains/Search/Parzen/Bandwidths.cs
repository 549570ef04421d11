namespace Sweep.Grains.Search.Parzen;

/// <summary>
/// The widths of the kernels of a Parzen estimator on [0, 1] (Bergstra et al., "Algorithms for hyper-parameter optimization", 2011).
/// </summary>
internal static class Bandwidths
{
    /// <summary>
    /// A kernel is as wide as the larger gap to its neighbours, but not narrower than the minimum. The outer kernels regard the gap to the
    /// end of the range only if <paramref name="withEnds"/>, or if there is only one kernel.
    /// </summary>
    public static double[] Of(double[] centers, double minimum, bool withEnds = false)
    {
        int[] order = [.. Enumerable.Range(0, centers.Length)];
        double[] sorted = [.. centers];
        Array.Sort(sorted, order);
        var widths = new double[centers.Length];
        var isOuter = order.Length > 1 && !withEnds;
        for (var i = 0; i < order.Length; i++)
        {
            var below = i > 0 ? sorted[i] - sorted[i - 1] : isOuter ? 0 : sorted[i];
            var above = i < order.Length - 1 ? sorted[i + 1] - sorted[i] : isOuter ? 0 : 1 - sorted[i];
            widths[order[i]] = Math.Clamp(Math.Max(below, above), minimum, 1);
        }

        return widths;
    }
}
