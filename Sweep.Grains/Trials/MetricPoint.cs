namespace Sweep.Grains.Trials;

/// <summary>One value of one series of a trial.</summary>
/// <param name="Metric">The series' name, such as <c>val/loss</c>.</param>
/// <param name="Step">Optimizer updates made so far, from 1.</param>
/// <param name="Value">The value; NaN and infinities are kept as they are.</param>
[GenerateSerializer, Immutable, Alias("sweep.metric-point")]
public readonly record struct MetricPoint([property: Id(0)] string Metric, [property: Id(1)] long Step, [property: Id(2)] double Value);
