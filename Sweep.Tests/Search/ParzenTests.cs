using Sweep.Grains.Search;
using Sweep.Grains.Search.Parzen;

namespace Sweep.Tests.Search;

/// <summary>The expected numbers of the kernels are those of Optuna's tests (test_parzen_estimator.py).</summary>
public sealed class ParzenTests
{
    private static readonly double _logHundred = Math.Log(100);
    private static readonly double _logCells = Math.Log(100.5) - Math.Log(0.5);

    [Theory]
    [InlineData(new[] { 0.4 }, true, 0.0, new[] { 1.4 })]
    [InlineData(new[] { -0.3, 0.3 }, true, 0.0, new[] { 0.7, 0.7 })]
    [InlineData(new[] { -0.3, 0.3 }, false, 0.0, new[] { 0.6, 0.6 })]
    [InlineData(new[] { -0.4, 0.4, 0.41, 0.42 }, true, 0.0, new[] { 0.8, 0.8, 0.01, 0.58 })]
    [InlineData(new[] { -0.4, 0.4, 0.41, 0.42 }, true, 1.0 / 3, new[] { 0.8, 0.8, 1.0 / 3, 0.58 })]
    public void Bandwidths_OnMinusOneToOne_AreThePublishedOnes(double[] centers, bool withEnds, double minimum, double[] expected)
    {
        var widths = Bandwidths.Of([.. centers.Select(center => (center + 1) / 2)], minimum / 2, withEnds);

        Assert.Equal(expected, widths.Select(width => 2 * width), Near);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(60, 0)]
    [InlineData(500, 0)]
    [InlineData(500, 0.08)]
    [InlineData(500, 0.12)]
    public void Bandwidths_OfManyCenters_AreTheirLargerGapsOrTheMinimum(int count, double hole)
    {
        var random = SearchRandom.For(count, "centers");
        double[] centers = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble()).Where(at => Math.Abs(at - 0.4) >= hole / 2)];

        var widths = Bandwidths.Of(centers, Kernels.Narrowest);

        Assert.Equal(centers.Select(center => Math.Clamp(Math.Max(
            center - centers.Where(other => other < center).DefaultIfEmpty(center).Max(),
            centers.Where(other => other > center).DefaultIfEmpty(center).Min() - center), Kernels.Narrowest, 1)), widths);
    }

    public static TheoryData<Domain, object, double, double, double, double> OneObservation() => new()
    {
        // the domain, the observation, the length of its range, and in its units: the prior's center, both widths
        { new NumberDomain(1, 100), 1.0, 99, 50.5 - 1, 99, 99 },
        { new NumberDomain(1, 100, IsLog: true), 1.0, _logHundred, _logHundred / 2, _logHundred, _logHundred },
        { new SteppedDomain(1, 100, 3), 1.0, 102, 51, 100.5, 102 },
        { new WholeNumberDomain(1, 100), 1L, 100, 50, 99.5, 100 },
        { new WholeNumberDomain(1, 100, IsLog: true), 1L, _logCells, _logCells / 2, Math.Log(100.5), _logCells },
    };

    [Theory]
    [MemberData(nameof(OneObservation))]
    public void Kernels_OfOneObservation_AreThePublishedOnes(
        Domain domain, object value, double length, double priorCenter, double width, double priorWidth)
    {
        var kernels = new NumberKernels([domain.CoordinateOf(value)]);

        Assert.Equal([width, priorWidth], kernels.Widths.Select(kernel => kernel * length), Near);
        Assert.Equal(priorCenter, kernels.Centers[1] * length, 1e-9);
    }

    [Fact]
    public void Kernels_OfOneObservedCategory_AreThePublishedOnes()
    {
        var domain = new ListDomain("a", "b", "c");

        var kernels = LevelKernels.OfCategories(domain, [domain.CoordinateOf("b")]);

        Assert.Equal([0.2, 0.6, 0.2], kernels.Probabilities[0], Near);
        Assert.Equal([1.0 / 3, 1.0 / 3, 1.0 / 3], kernels.Probabilities[1], Near);
    }

    [Fact]
    public void LogDensity_OverARange_IntegratesToOne()
    {
        var space = new SearchSpace(new Dimension("x", new NumberDomain(0, 1)));
        var estimator = new ParzenEstimator(space, [space.CellOf(0.02), space.CellOf(0.3), space.CellOf(0.35)], [1, 2, 1, 0.5]);

        // The estimator leaves out the factor 1 / √2π, which all densities share.
        var sum = Enumerable.Range(0, 2000).Average(i => Math.Exp(estimator.LogDensity(space.CellOf((i + 0.5) / 2000))));

        Assert.Equal(Math.Sqrt(2 * Math.PI), sum, 1e-5);
    }

    [Fact]
    public void LogDensity_OverLevels_SumsToOne()
    {
        var space = new SearchSpace(new("x", new WholeNumberDomain(1, 8)), new("c", new ListDomain("a", "b")));
        var estimator = new ParzenEstimator(space, [space.CellOf(2L, "a"), space.CellOf(7L, "b")], [3, 1, 2]);

        Assert.Equal(1, space.Cells().Sum(cell => Math.Exp(estimator.LogDensity(cell))), 1e-9);
    }

    [Fact]
    public void Draw_OfManyCells_HasTheEstimatorsFrequencies()
    {
        var space = new SearchSpace(new Dimension("x", new WholeNumberDomain(1, 5)));
        var estimator = new ParzenEstimator(space, [space.CellOf(2L), space.CellOf(2L), space.CellOf(5L)], [1, 1, 2, 1]);
        var random = SearchRandom.For(1, "test");

        var counts = Enumerable.Range(0, 20_000).Select(_ => estimator.Draw(random)).CountBy(cell => cell).ToDictionary();

        Assert.All(space.Cells(), cell =>
            Assert.Equal(Math.Exp(estimator.LogDensity(cell)), counts.GetValueOrDefault(cell) / 20_000.0, 0.015));
    }

    [Fact]
    public void Mass_FarInATail_KeepsItsDigits() => Assert.Equal(6.219831985865866e-16, Normal.Mass(8, 9), 1e-27);

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-9;
}
