using Sweep.Grains.Trials;
using Sweep.Model.Configuration;

namespace Sweep.Silo.Trainables;

/// <summary>What a trainer's point has beside its values, as it is reported.</summary>
internal static class PointSummary
{
    /// <returns>Null where it has nothing.</returns>
    public static StepSummary? Of(TrainingPoint point) => point is { Histograms.Count: 0, Sample: null }
        ? null
        : new(
            point.Step,
            [.. point.Histograms.Select(one => new HistogramSummary(one.Name, one.Left, one.Right, [.. one.Counts], one.NotFinite))],
            point.Sample is { } sample ? [new("sample", sample)] : []);
}
