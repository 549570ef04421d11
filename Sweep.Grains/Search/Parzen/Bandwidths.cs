using System.Numerics;

namespace Sweep.Grains.Search.Parzen;

/// <summary>
/// The widths of the kernels of a Parzen estimator on [0, 1] (Bergstra et al., "Algorithms for hyper-parameter optimization", 2011).
/// </summary>
internal static class Bandwidths
{
    // A power of two, so that a coordinate's part of the range is exact.
    private const int Parts = 64;

    /// <summary>
    /// A kernel is as wide as the larger gap to its neighbours, but not narrower than the minimum. The outer kernels regard the gap to the
    /// end of the range only if <paramref name="withEnds"/>, or if there is only one kernel.
    /// </summary>
    public static double[] Of(double[] centers, double minimum, bool withEnds = false)
    {
        var widths = new double[centers.Length];
        if (centers.Length > 1 && !withEnds && LongestGap(centers) <= minimum)
        {
            Array.Fill(widths, minimum);
            return widths;
        }

        int[] order = [.. Enumerable.Range(0, centers.Length)];
        double[] sorted = [.. centers];
        Array.Sort(sorted, order);
        var isOuter = order.Length > 1 && !withEnds;
        for (var i = 0; i < order.Length; i++)
        {
            var below = i > 0 ? sorted[i] - sorted[i - 1] : isOuter ? 0 : sorted[i];
            var above = i < order.Length - 1 ? sorted[i + 1] - sorted[i] : isOuter ? 0 : 1 - sorted[i];
            widths[order[i]] = Math.Clamp(Math.Max(below, above), minimum, 1);
        }

        return widths;
    }

    /// <summary>No gap between neighbours is longer than this. To know it takes much less time than to sort many centers.</summary>
    private static double LongestGap(double[] centers)
    {
        var occupied = 0UL;
        foreach (var center in centers)
        {
            occupied |= 1UL << Math.Min((int)(center * Parts), Parts - 1);
        }

        // Each round fills the first part of every gap, until all parts between the first and the last are full.
        var empty = 0;
        for (var filled = occupied >> BitOperations.TrailingZeroCount(occupied); (filled & filled + 1) != 0; empty++)
        {
            filled |= filled << 1 & ulong.MaxValue >> BitOperations.LeadingZeroCount(filled);
        }

        return (empty + 2.0) / Parts;
    }
}
