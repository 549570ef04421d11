using System.Collections.Immutable;

namespace Sweep.Grains.Trials;

/// <summary>The distributions and texts of a step, in addition to its points. Only steps that have points have one.</summary>
/// <param name="Step">Optimizer updates made so far, from 1.</param>
[GenerateSerializer, Immutable, Alias("sweep.step-summary")]
public sealed record StepSummary(
    [property: Id(0)] long Step,
    [property: Id(1)] ImmutableArray<HistogramSummary> Histograms,
    [property: Id(2)] ImmutableArray<TextSummary> Texts);

/// <summary>The distribution of a tensor's elements.</summary>
/// <param name="Name">Such as <c>weights/embedding</c>.</param>
/// <param name="Left">The smallest finite element: the first bin's left edge.</param>
/// <param name="Right">The largest finite element: the last bin's right edge.</param>
/// <param name="Counts">Number of finite elements in each bin; all bins have the same width. Empty if no element is finite.</param>
/// <param name="NotFinite">Number of elements that are NaN or infinite.</param>
[GenerateSerializer, Immutable, Alias("sweep.histogram-summary")]
public sealed record HistogramSummary(
    [property: Id(0)] string Name,
    [property: Id(1)] double Left,
    [property: Id(2)] double Right,
    [property: Id(3)] ImmutableArray<long> Counts,
    [property: Id(4)] long NotFinite = 0);

/// <summary>A text, as Markdown.</summary>
/// <param name="Name">Such as <c>sample</c>.</param>
[GenerateSerializer, Immutable, Alias("sweep.text-summary")]
public sealed record TextSummary([property: Id(0)] string Name, [property: Id(1)] string Text);
