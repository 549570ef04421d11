using Sweep.Grains.Trials;
using Sweep.Model.Configuration;

namespace Sweep.Silo.Trainables;

/// <summary>Converts what a trainer's point has in addition to its values into what is reported.</summary>
internal static class PointSummary
{
    /// <returns>The summary; null if the point has nothing else.</returns>
    public static StepSummary? Of(TrainingPoint point) => point is { Histograms.Count: 0, Sample: null }
        ? null
        : new(
            point.Step,
            [.. point.Histograms.Select(one => new HistogramSummary(one.Name, one.Left, one.Right, [.. one.Counts], one.NotFinite))],
            point.Sample is { } sample ? [new("sample", sample)] : []);
}
