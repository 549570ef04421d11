using Sweep.Grains.Trials;

namespace Sweep.Client.Claims;

/// <summary>Computes which part of a distribution lies outside a limit.</summary>
internal static class HistogramShare
{
    /// <summary>
    /// The share of the elements outside ±<paramref name="limit"/>, from 0 to 1. If the limit divides a bin, the bin's elements count as
    /// evenly spread over it. NaN and infinite elements count as outside. NaN if there are no elements.
    /// </summary>
    public static double Beyond(HistogramSummary histogram, double limit)
    {
        var width = (histogram.Right - histogram.Left) / histogram.Counts.Length;
        double beyond = histogram.NotFinite, all = histogram.NotFinite;
        foreach (var (index, count) in histogram.Counts.Index())
        {
            all += count;

            // The last edge is exact, so a histogram that ends at the limit has nothing beyond it.
            var right = index == histogram.Counts.Length - 1 ? histogram.Right : histogram.Left + ((index + 1) * width);
            beyond += count * Outside(histogram.Left + (index * width), right, limit);
        }

        return beyond / all;
    }

    /// <summary>The part of a bin that lies outside, from 0 to 1.</summary>
    private static double Outside(double left, double right, double limit)
    {
        if (right <= left) { return Math.Abs(left) > limit ? 1 : 0; }
        var outside = Math.Max(0, right - Math.Max(left, limit)) + Math.Max(0, Math.Min(right, -limit) - left);
        return Math.Min(1, outside / (right - left));
    }
}
