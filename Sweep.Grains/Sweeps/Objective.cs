namespace Sweep.Grains.Sweeps;

/// <summary>Whether lower or higher values are better.</summary>
public enum Goal
{
    Minimize = 0,
    Maximize = 1,
}

/// <summary>The metric by which trials are compared, and its direction.</summary>
[GenerateSerializer, Immutable, Alias("sweep.objective")]
public sealed record Objective([property: Id(0)] string Metric, [property: Id(1)] Goal Goal)
{
    /// <summary>
    /// Whether <paramref name="candidate"/> beats <paramref name="best"/>. A number beats NaN and a missing value; NaN beats nothing.
    /// </summary>
    public bool IsBetter(double candidate, double? best) =>
        !double.IsNaN(candidate)
        && (best is not { } value || double.IsNaN(value) || (Goal is Goal.Minimize ? candidate < value : candidate > value));
}
