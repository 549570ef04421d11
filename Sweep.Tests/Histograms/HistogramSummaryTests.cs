using Sweep.Grains.Trials;

namespace Sweep.Tests.Histograms;

public sealed class HistogramSummaryTests
{
    [Fact]
    public void Of_Numbers_CountsEachInItsBin()
    {
        var histogram = HistogramSummary.Of<double>("w", [0, 0.5, 1, 29.5, 30, double.NaN, double.PositiveInfinity]);

        Assert.Equal(("w", 0.0, 30.0, 2L), (histogram.Name, histogram.Left, histogram.Right, histogram.NotFinite));
        Assert.Equal((30, 2L, 1L, 2L, 5L), (
            histogram.Counts.Length, histogram.Counts[0], histogram.Counts[1], histogram.Counts[^1], histogram.Counts.Sum()));
    }

    [Fact]
    public void Of_EqualNumbers_HasOneBin() => Assert.Equal([3L], HistogramSummary.Of<float>("w", [2, 2, 2]).Counts);

    [Fact]
    public void Of_NumbersAtTheEndsOfTheirType_HasTheOutermostBins()
    {
        var counts = HistogramSummary.Of<double>("w", [double.MinValue, double.MaxValue]).Counts;

        Assert.Equal((1L, 1L), (counts[0], counts[^1]));
    }

    [Fact]
    public void Of_NoFiniteNumber_HasNoBin() => Assert.Empty(HistogramSummary.Of<float>("w", [float.NaN]).Counts);
}
