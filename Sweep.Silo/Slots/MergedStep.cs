using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sweep.Grains.Trials;
using Sweep.Model.Configuration;

namespace Sweep.Silo.Slots;

/// <summary>
/// Two neighbouring summary intervals as one, at the later step, that says what a longer <c>summary_interval</c> would have said there: <c>train/loss</c>, a mean since the
/// points before, is the mean over both, weighted by the steps that each covers; <c>perf/steps_per_second</c> all of these steps by all of their time;
/// <c>train/loss_20</c> and <c>train/grad_norm</c> belong to the later step and are its own (a mean of norms would be no norm of any step). Histograms are of their
/// step too: the later's.
/// </summary>
internal static class MergedStep
{
    /// <summary>
    /// Whether two neighbours may become one: both are plain summary intervals of known length, and no checkpoint stands between them. One with histograms
    /// goes only into one that has some as well: they are rare, and would be gone.
    /// </summary>
    /// <param name="before">Null where the other is the first.</param>
    /// <param name="after">The one right behind it.</param>
    /// <param name="checkpoint">The step of the checkpoint that waits; null where none does.</param>
    public static bool IsAllowed([NotNullWhen(true)] WaitingStep? before, WaitingStep after, long? checkpoint) =>
        before is not null && IsPlain(before) && IsPlain(after)
        && (before.News.Summary is null || after.News.Summary is not null)
        && !(before.Step <= checkpoint && checkpoint < after.Step);

    /// <summary>The two as one; they are allowed to be.</summary>
    /// <param name="before">The earlier; of its points only means and rates are carried on.</param>
    /// <param name="after">The later: the step, the progress and the histograms of both are its own.</param>
    /// <returns>It covers the steps of both.</returns>
    public static WaitingStep Of(WaitingStep before, WaitingStep after)
    {
        var (first, second) = ((double)before.Covers!.Value, (double)after.Covers!.Value);
        var points = ImmutableArray.CreateBuilder<MetricPoint>(after.News.Points.Length);
        foreach (var point in after.News.Points)
        {
            points.Add(point with { Value = Value(point, ValueOf(before.News, point.Metric), first, second) });
        }

        return new(after.News with { Points = points.MoveToImmutable() }, before.Covers + after.Covers);
    }

    private static double Value(MetricPoint point, double? before, double first, double second) => (point.Metric, before) switch
    {
        (MetricNames.TrainLoss, { } mean) => ((first * mean) + (second * point.Value)) / (first + second),
        (MetricNames.StepsPerSecond, { } speed) => (first + second) / ((first / speed) + (second / point.Value)),
        _ => point.Value,
    };

    private static double? ValueOf(TrainingNews news, string metric)
    {
        foreach (var point in news.Points)
        {
            if (point.Metric == metric) { return point.Value; }
        }

        return null;
    }

    /// <summary>Whether it is a summary interval of known length and nothing else. One of no steps, which there should not be, has no part in a mean.</summary>
    public static bool IsPlain(WaitingStep step)
    {
        if (step.Covers is not > 0 || step.News.Summary is { Texts.IsEmpty: false }) { return false; }
        foreach (var point in step.News.Points)
        {
            if (point.Metric is not (MetricNames.TrainLoss or MetricNames.TrainLoss20 or MetricNames.GradientNorm or MetricNames.StepsPerSecond)) { return false; }
        }

        return true;
    }
}
