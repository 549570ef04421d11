using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>Thins a series for a chart: each span of it keeps its lowest and its highest point, so that no peak is lost.</summary>
internal static class Thinned
{
    /// <param name="points">In ascending order of steps.</param>
    /// <param name="most">The most points to keep, from 4.</param>
    public static IReadOnlyList<MetricPoint> Of(IReadOnlyList<MetricPoint> points, int most)
    {
        if (points.Count <= most) { return points; }

        // The first and the last point are kept as they are.
        var (kept, spans) = (new List<MetricPoint> { points[0] }, (most - 2) / 2);
        for (var span = 0; span < spans; span++)
        {
            var (from, to) = (Start(span), Start(span + 1));
            if (from == to) { continue; }
            var (low, high) = (from, from);
            for (var index = from; index < to; index++)
            {
                // A value that is no number counts as the highest, so that a divergence stays visible.
                if (points[index].Value < points[low].Value) { low = index; }
                if (!(points[index].Value <= points[high].Value) && !double.IsNaN(points[high].Value)) { high = index; }
            }

            kept.Add(points[Math.Min(low, high)]);
            if (low != high) { kept.Add(points[Math.Max(low, high)]); }
        }

        kept.Add(points[^1]);
        return kept;

        int Start(int span) => 1 + (int)((long)span * (points.Count - 2) / spans);
    }
}
