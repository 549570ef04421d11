using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Trials;

/// <summary>
/// How long a trial has not improved: a fold over its points in the order of their steps. So an attempt that continues from a checkpoint
/// ends at the same step as one that was never interrupted. Pure.
/// </summary>
/// <param name="Limit">The units of the resource, such as epochs, for which a trial goes on without a better value.</param>
/// <param name="Best">The best value of the objective; null before the first number.</param>
/// <param name="BestLevel">The level of the resource at the best value; 0 before it.</param>
/// <param name="Level">The level of the resource now.</param>
/// <param name="IsOver">Whether the newest value of the objective came so late without being better that the trial ends there.</param>
public sealed record TrialPatience(long Limit, double? Best = null, long BestLevel = 0, long Level = 0, bool IsOver = false)
{
    /// <summary>The fold after the next step with points.</summary>
    /// <param name="points">All points of one step. They may be empty.</param>
    public TrialPatience After(ImmutableArray<MetricPoint> points, Objective objective, ResourceDefinition resource)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(resource);
        var (next, value) = (this, (double?)null);
        foreach (var point in points)
        {
            // The level counts for all values of its step, whatever their order.
            if (resource.IsStep) { next = next with { Level = point.Step }; }
            else if (point.Metric == resource.Name) { next = next with { Level = Math.Max(Level, (long)point.Value) }; }
            if (point.Metric == objective.Metric) { value = point.Value; }
        }

        return value is { } number ? next.Measured(number, objective) : next;
    }

    /// <summary>Why the trial ends, in one line.</summary>
    public string Reason(Objective objective, ResourceDefinition resource)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(resource);
        var since = $"in {resource.Count(Level - BestLevel)}";
        return Best is { } value
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"patience: {objective.Metric} has not improved {since}; the best is {value:0.####} at {resource.Name} {BestLevel}")
            : $"patience: {objective.Metric} has not been a number {since}";
    }

    // Ties keep the earlier value, as the ranking does. Between two values of the objective nothing can improve, so nothing ends there.
    private TrialPatience Measured(double value, Objective objective) => objective.IsBetter(value, Best)
        ? this with { Best = value, BestLevel = Level, IsOver = false }
        : this with { IsOver = Level - BestLevel >= Limit };
}
