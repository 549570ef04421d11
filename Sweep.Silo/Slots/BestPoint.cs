using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>
/// The best point of a trial's objective, as its row will have it when the points are stored. Ties keep the earlier one, and NaN is never
/// the best.
/// </summary>
/// <param name="best">The best of what was stored before the attempt; null if nothing was.</param>
internal sealed class BestPoint(Objective objective, MetricPoint? best)
{
    private MetricPoint? _best = best;

    /// <summary>Its step; null before the first.</summary>
    public long? Step => _best?.Step;

    /// <returns>Whether one of these points is the best now.</returns>
    public bool Note(ImmutableArray<MetricPoint> points)
    {
        var isNew = false;
        foreach (var point in points)
        {
            if (point.Metric != objective.Metric || !objective.IsBetter(point.Value, _best?.Value)) { continue; }
            (_best, isNew) = (point, true);
        }

        return isNew;
    }
}
