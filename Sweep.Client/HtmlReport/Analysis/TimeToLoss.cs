using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.HtmlReport.Analysis;

/// <summary>Finds how soon trials reach a level: the first step at which a metric is at least as good as a bar.</summary>
internal static class TimeToLoss
{
    // Fractions of the distance from the value at which trials begin to the best value that any reaches.
    private static readonly double[] _parts = [0.5, 0.75, 0.9, 0.97];

    /// <summary>Chooses round values, from easy to hard. At least one trial reaches the hardest. Empty if nothing was learned.</summary>
    /// <param name="series">The series of each trial, in ascending order of steps.</param>
    public static IReadOnlyList<double> Bars(Goal goal, IReadOnlyList<IReadOnlyList<MetricPoint>> series)
    {
        List<List<double>> values =
        [
            .. series.Select(points => points.Select(point => point.Value).Where(double.IsFinite).ToList())
                .Where(points => points.Count > 0),
        ];
        if (values.Count == 0) { return []; }
        var best = goal is Goal.Minimize ? values.Min(points => points.Min()) : values.Max(points => points.Max());
        var first = values.Select(points => points[0]).Order().ElementAt(values.Count / 2);
        var way = best - first;
        if (goal is Goal.Minimize ? way >= 0 : way <= 0) { return []; }

        // Rounds to two digits of the distance, toward the side that is easier to reach.
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(way))) - 1);
        return [.. _parts.Select(part => Round(first + (part * way))).Distinct()];

        double Round(double bar)
        {
            var units = goal is Goal.Minimize ? Math.Ceiling((bar / unit) - 1e-9) : Math.Floor((bar / unit) + 1e-9);
            return unit < 1 ? Math.Round(units * unit, Math.Min(15, (int)-Math.Log10(unit) + 1)) : units * unit;
        }
    }

    /// <summary>The first step at which the metric is as good as the bar; null if it never is.</summary>
    public static long? FirstAt(Goal goal, IEnumerable<MetricPoint> points, double bar)
    {
        foreach (var point in points)
        {
            if (goal is Goal.Minimize ? point.Value <= bar : point.Value >= bar) { return point.Step; }
        }

        return null;
    }
}
