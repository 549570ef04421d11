using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Sweep.Grains.Trials;

/// <summary>The distributions, texts and images of a step, in addition to its points.</summary>
/// <param name="Step">Steps made so far, from 1.</param>
[GenerateSerializer, Immutable, Alias("sweep.step-summary")]
public sealed record StepSummary(
    [property: Id(0)] long Step,
    [property: Id(1)] ImmutableArray<HistogramSummary> Histograms,
    [property: Id(2)] ImmutableArray<TextSummary> Texts)
{
    /// <summary>Default empty.</summary>
    [Id(3)]
    public ImmutableArray<ImageSummary> Images { get; init; } = [];
}

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
    [property: Id(4)] long NotFinite = 0)
{
    private const int Bins = 30;

    /// <summary>Counts numbers in 30 bins of equal width; in one if all are equal.</summary>
    /// <param name="name">Such as <c>weights/hidden</c>.</param>
    public static HistogramSummary Of<T>(string name, ReadOnlySpan<T> numbers)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var (left, right, finite) = (double.PositiveInfinity, double.NegativeInfinity, 0L);
        foreach (var number in numbers)
        {
            if (!T.IsFinite(number)) { continue; }
            var value = double.CreateChecked(number);
            (left, right, finite) = (Math.Min(left, value), Math.Max(right, value), finite + 1);
        }

        var notFinite = numbers.Length - finite;
        if (finite == 0) { return new(name, double.NaN, double.NaN, [], notFinite); }
        return new(name, left, right, left == right ? [finite] : Count(numbers, left, right), notFinite);
    }

    private static ImmutableArray<long> Count<T>(ReadOnlySpan<T> numbers, double left, double right)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var counts = new long[Bins];
        foreach (var number in numbers)
        {
            if (!T.IsFinite(number)) { continue; }

            // Halved, because the difference of the ends may be beyond the range of doubles.
            var place = ((double.CreateChecked(number) / 2) - (left / 2)) / ((right / 2) - (left / 2));
            counts[Math.Min((int)(place * Bins), Bins - 1)]++;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(counts);
    }
}

/// <summary>A text, as Markdown.</summary>
/// <param name="Name">Such as <c>sample</c>.</param>
[GenerateSerializer, Immutable, Alias("sweep.text-summary")]
public sealed record TextSummary([property: Id(0)] string Name, [property: Id(1)] string Text);

/// <summary>An image.</summary>
/// <param name="Name">Such as <c>confusion</c>.</param>
/// <param name="Png">The bytes of a PNG file.</param>
[GenerateSerializer, Immutable, Alias("sweep.image-summary")]
public sealed record ImageSummary([property: Id(0)] string Name, [property: Id(1)] ReadOnlyMemory<byte> Png);
