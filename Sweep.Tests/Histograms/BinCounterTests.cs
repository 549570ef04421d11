using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Model.Configuration;
using Sweep.Model.Histograms;

namespace Sweep.Tests.Histograms;

public sealed class BinCounterTests
{
    [Fact]
    public void Result_OfWholeNumbersToThirty_HasOnePerBinAndTheRightEdgeInTheLast()
    {
        // 31 numbers, bins of width 1: 30 itself is the right edge.
        var histogram = Of([.. Enumerable.Range(0, 31).Select(number => (float)number)]);

        Assert.Equal((0.0, 30.0, 0L), (histogram.Left, histogram.Right, histogram.NotFinite));
        Assert.Equal([.. Enumerable.Repeat(1L, 29), 2], histogram.Counts);
    }

    [Fact]
    public void Result_OfUnevenNumbers_CountsEachInItsBin()
    {
        // From -1 to 2, bins of 0.1: -0.95 is in the first, 0.05 in [0, 0.1), the eleventh, and 1.05 in the twenty-first.
        var histogram = Of([2, -1, -0.95f, 0.05f, 0.05f, 0.05f, 1.05f]);

        var expected = new long[30];
        (expected[0], expected[10], expected[20], expected[29]) = (2, 3, 1, 1);
        Assert.Equal((-1.0, 2.0), (histogram.Left, histogram.Right));
        Assert.Equal(expected, histogram.Counts);
    }

    [Fact]
    public void Result_OfNumbersThatAreNotFinite_CountsThemSeparately()
    {
        var histogram = Of([float.NaN, 0, float.PositiveInfinity, 30, float.NegativeInfinity, 15.5f, float.NaN]);

        var expected = new long[30];
        (expected[0], expected[15], expected[29]) = (1, 1, 1);
        Assert.Equal((0.0, 30.0, 4L), (histogram.Left, histogram.Right, histogram.NotFinite));
        Assert.Equal(expected, histogram.Counts);
    }

    [Fact]
    public void Result_WithoutAFiniteNumber_HasNoBins()
    {
        var histogram = Of([float.NaN, float.NegativeInfinity]);

        Assert.Equal((double.NaN, double.NaN, 2L), (histogram.Left, histogram.Right, histogram.NotFinite));
        Assert.Empty(histogram.Counts);
    }

    [Fact]
    public void Result_OfOneValueAlone_IsOneBin()
    {
        var histogram = Of([0.5f, 0.5f, float.NaN, 0.5f]);

        Assert.Equal((0.5, 0.5, 1L), (histogram.Left, histogram.Right, histogram.NotFinite));
        Assert.Equal([3L], histogram.Counts);
    }

    [Theory]
    [InlineData(float.MinValue, float.MaxValue)]
    [InlineData(0, float.Epsilon)]
    [InlineData(16_777_216, 16_777_218)]
    public void Result_OfTheWidestAndTheNarrowestRange_HasItsEndsInTheOuterBins(float left, float right)
    {
        var histogram = Of([left, right, right]);

        Assert.Equal((1L, 2L, 3L), (histogram.Counts[0], histogram.Counts[^1], histogram.Counts.Sum()));
    }

    [Property(MaxTest = 300)]
    public Property Result_OfAnyNumbersInPieces_AgreesWithCountingThemOneByOne() => Prop.ForAll(Numbers().ToArbitrary(), numbers =>
    {
        var counter = new BinCounter();
        foreach (var piece in numbers)
        {
            counter.Look(piece);
        }

        foreach (var piece in numbers)
        {
            counter.Count(piece);
        }

        AssertPlain([.. numbers.SelectMany(piece => piece)], counter.Result("any"));
    });

    [Fact]
    public void Result_OfMoreNumbersThanAPiece_CountsEvery()
    {
        var random = new Model.SeededRandom(1);

        AssertPlain([.. Enumerable.Range(0, 20_001).Select(_ => (float)random.NextTruncatedNormal())]);
    }

    private static void AssertPlain(float[] numbers) => AssertPlain(numbers, Of(numbers));

    private static void AssertPlain(float[] numbers, Histogram histogram)
    {
        var finite = numbers.Where(float.IsFinite).Select(number => (double)number).ToList();
        Assert.Equal((finite.Count, numbers.Length - finite.Count), (histogram.Counts.Sum(), histogram.NotFinite));
        if (histogram.Counts.Count < 30)
        {
            Assert.True(finite.Distinct().Count() < 2);
            return;
        }

        var (left, right) = (finite.Min(), finite.Max());
        Assert.Equal((left, right), (histogram.Left, histogram.Right));
        for (var bin = 0; bin < 30; bin++)
        {
            Assert.Equal(
                finite.Count(number => Math.Min(29, (int)((number - left) * (30 / (right - left)))) == bin), histogram.Counts[bin]);
        }
    }

    private static Gen<float[][]> Numbers() => Gen.OneOf(
        Gen.Choose(-1000, 1000).Select(number => number / 256f),
        Gen.Choose(-3, 3).Select(number => (float)number),
        Gen.Elements(float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f)).ArrayOf().ArrayOf();

    private static Histogram Of(float[] numbers)
    {
        var counter = new BinCounter();
        counter.Look(numbers);
        counter.Count(numbers);
        return counter.Result("numbers");
    }
}
