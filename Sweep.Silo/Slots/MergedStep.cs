using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sweep.Grains.Trials;
using Sweep.Model.Configuration;

namespace Sweep.Silo.Slots;

/// <summary>
/// Merges two neighbouring summary intervals into one, at the later step, with the values that a longer <c>summary_interval</c> would have
/// had there. <c>train/loss</c>, a mean since the points before, becomes the mean over both, weighted by the steps that each covers.
/// <c>perf/steps_per_second</c> becomes the steps of both divided by the time of both. <c>train/loss_20</c> and <c>train/grad_norm</c>
/// belong to the later step and stay its own, because a mean of norms would not be the norm of any step. Histograms belong to their step
/// too, so the later ones stay.
/// </summary>
internal static class MergedStep
{
    /// <summary>
    /// Whether two neighbours may be merged: both are plain summary intervals of known length, and no checkpoint lies between them. An
    /// interval with histograms is merged only into one that has some as well, because histograms are rare and would be lost.
    /// </summary>
    /// <param name="before">The earlier one; null if <paramref name="after"/> is the first.</param>
    /// <param name="after">The one directly after it.</param>
    /// <param name="checkpoint">The step of the checkpoint that waits; null if there is no such checkpoint.</param>
    public static bool IsAllowed([NotNullWhen(true)] WaitingStep? before, WaitingStep after, long? checkpoint) =>
        before is not null && IsPlain(before) && IsPlain(after)
        && (before.Summary is null || after.Summary is not null)
        && !(before.Step <= checkpoint && checkpoint < after.Step);

    /// <summary>Merges two steps for which <see cref="IsAllowed"/> is true.</summary>
    /// <param name="before">The earlier one. Only its means and rates go into the result.</param>
    /// <param name="after">The later one. The result has its step, progress and histograms.</param>
    /// <returns>A step that covers the steps of both.</returns>
    public static WaitingStep Of(WaitingStep before, WaitingStep after)
    {
        var (first, second) = ((double)before.Covers!.Value, (double)after.Covers!.Value);
        var points = ImmutableArray.CreateBuilder<MetricPoint>(after.Points.Length);
        foreach (var point in after.Points)
        {
            points.Add(point with { Value = Value(point, ValueOf(before, point.Metric), first, second) });
        }

        return after with { Points = points.MoveToImmutable(), Covers = before.Covers + after.Covers };
    }

    private static double Value(MetricPoint point, double? before, double first, double second) => (point.Metric, before) switch
    {
        (MetricNames.TrainLoss, { } mean) => ((first * mean) + (second * point.Value)) / (first + second),
        (MetricNames.StepsPerSecond, { } speed) => (first + second) / ((first / speed) + (second / point.Value)),
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
    /// Whether it is a summary interval of known length and nothing else. An interval of no steps, which should not exist, cannot be part
    /// of a mean.
    /// </summary>
    public static bool IsPlain(WaitingStep step)
    {
        if (step.Covers is not > 0 || step.Summary is { Texts.IsEmpty: false }) { return false; }
        foreach (var point in step.Points)
        {
            if (point.Metric is not (MetricNames.TrainLoss or MetricNames.TrainLoss20
                or MetricNames.GradientNorm or MetricNames.StepsPerSecond)) { return false; }
        }

        return true;
    }
}
