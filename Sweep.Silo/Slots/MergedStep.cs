using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>
/// Merges two neighbouring intervals between reports into one, at the later step, with the values that a longer interval would have had
/// there. What the schema says of a metric decides: a mean since the points before becomes the mean over both, weighted by the steps that
/// each covers; a rate becomes the steps of both divided by the time of both; and what belongs to the last step is that of the later one.
/// Histograms belong to their step too, so the later ones stay.
/// </summary>
/// <param name="schema">Says what the values of each metric mean.</param>
internal sealed class MergedStep(TrainableSchema schema)
{
    /// <summary>
    /// Whether two neighbours may be merged: both are plain intervals of known length with the same metrics, and no checkpoint lies between
    /// them. An interval with histograms is merged only into one that has some as well, because histograms are rare and would be lost.
    /// </summary>
    /// <param name="before">The earlier one; null if <paramref name="after"/> is the first.</param>
    /// <param name="after">The one directly after it.</param>
    /// <param name="checkpoints">The steps of the checkpoints that wait; null if there is no such checkpoint.</param>
    public bool IsAllowed([NotNullWhen(true)] WaitingStep? before, WaitingStep after, (long? Newest, long? Best) checkpoints) =>
        before is not null && IsPlain(before) && IsPlain(after)
        && (before.Summary is null || after.Summary is not null)
        && HaveSameMetrics(before, after)
        && !IsBetween(before, checkpoints.Newest, after) && !IsBetween(before, checkpoints.Best, after);

    /// <summary>Merges two steps for which <see cref="IsAllowed"/> is true.</summary>
    /// <param name="before">The earlier one. Only its means and rates go into the result.</param>
    /// <param name="after">The later one. The result has its step, progress and histograms.</param>
    /// <returns>A step that covers the steps of both.</returns>
    public WaitingStep Of(WaitingStep before, WaitingStep after)
    {
        var (first, second) = ((double)before.Covers!.Value, (double)after.Covers!.Value);
        var points = ImmutableArray.CreateBuilder<MetricPoint>(after.Points.Length);
        foreach (var point in after.Points)
        {
            points.Add(point with { Value = Value(point, ValueOf(before, point.Metric), first, second) });
        }

        return after with { Points = points.MoveToImmutable(), Covers = before.Covers + after.Covers };
    }

    private static bool IsBetween(WaitingStep before, long? checkpoint, WaitingStep after) =>
        before.Step <= checkpoint && checkpoint < after.Step;

    private static bool HaveSameMetrics(WaitingStep before, WaitingStep after)
    {
        if (before.Points.Length != after.Points.Length) { return false; }
        foreach (var point in before.Points)
        {
            if (ValueOf(after, point.Metric) is null) { return false; }
        }

        return true;
    }

    private double Value(MetricPoint point, double? before, double first, double second) => (IntervalOf(point.Metric), before) switch
    {
        (MetricInterval.Mean, { } mean) => ((first * mean) + (second * point.Value)) / (first + second),
        (MetricInterval.Rate, { } speed) => (first + second) / ((first / speed) + (second / point.Value)),
        _ => point.Value,
    };

    private static double? ValueOf(WaitingStep report, string metric)
    {
        foreach (var point in report.Points)
        {
            if (point.Metric == metric) { return point.Value; }
        }

        return null;
    }

    /// <summary>
    /// Whether it is an interval of known length and nothing else. An interval of no steps, which should not exist, cannot be part
    /// of a mean.
    /// </summary>
    public bool IsPlain(WaitingStep step)
    {
        if (step.Covers is not > 0 || step.Summary is { Texts.IsEmpty: false }) { return false; }
        foreach (var point in step.Points)
        {
            if (IntervalOf(point.Metric) is MetricInterval.None) { return false; }
        }

        return true;
    }

    private MetricInterval IntervalOf(string metric) => schema.Metric(metric)?.Interval ?? MetricInterval.None;
}
