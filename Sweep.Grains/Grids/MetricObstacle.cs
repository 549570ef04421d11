using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Finds metrics that the trials of a sweep can never report.</summary>
internal static class MetricObstacle
{
    /// <summary>The reason why no trial of a grid can report a metric; null if one can, or may.</summary>
    public static string? Lack(string metric, SweepSpec spec) =>
        spec.Schema.Rules.FirstOrDefault(
            rule => rule.Lacks.Contains(metric)
                && spec.Values(rule.Name) is { IsEmpty: false } values && values.All(value => value == rule.Value)) is { } rule
            ? $"no trial of this grid has {metric}, since {rule.Subject(spec.Schema)} {rule.LacksBecause}"
            : null;
}
