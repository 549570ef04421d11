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
        Array.Sort([.. centers], order);
        var widths = new double[centers.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var isOuter = order.Length > 1 && !withEnds;
            var below = i > 0 ? centers[order[i]] - centers[order[i - 1]] : isOuter ? 0 : centers[order[i]];
            var above = i < order.Length - 1 ? centers[order[i + 1]] - centers[order[i]] : isOuter ? 0 : 1 - centers[order[i]];
            widths[order[i]] = Math.Clamp(Math.Max(below, above), minimum, 1);
        }

        return widths;
    }
}
