using Sweep.Grains;
using Sweep.Grains.Search;
using Sweep.Grains.Search.Simulation;

namespace Sweep.Tests.Search;

public sealed class HaltonTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(173)]
    public void Permutation_OfDigits_HasEachDigitOnce(int length) =>
        Assert.Equal(Enumerable.Range(0, length), Halton.Permutation(key: 12345, length).Order());

    [Theory]
    [InlineData(0, 2, 6)]
    [InlineData(1, 3, 4)]
    [InlineData(2, 5, 3)]
    [InlineData(9, 29, 2)]
    public void Scrambled_PointsOfOnePower_HitEachStratumOnce(int dimension, int prime, int digits)
    {
        var count = (int)Math.Pow(prime, digits);

        var strata = Enumerable.Range(1, count).Select(index => (int)(Halton.Scrambled(seed: 4, index, dimension) * count));

        Assert.Equal(Enumerable.Range(0, count), strata.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Scrambled_256PointsInTwoDimensions_HaveALowStarDiscrepancy(int seed)
    {
        // Draws have 0.049 to 0.095.
        Assert.InRange(Discrepancy.OfHalton(seed, points: 256), 0, 0.03);
    }

    [Fact]
    public void Plain_OfTheFirstPoints_IsTheSequence()
    {
        Assert.Equal([0.5, 0.25, 0.75, 0.125], Enumerable.Range(1, 4).Select(index => Halton.Plain(index, 0)));
        Assert.Equal([1.0 / 3, 2.0 / 3, 1.0 / 9], Enumerable.Range(1, 3).Select(index => Math.Round(Halton.Plain(index, 1), 15)), Near);
    }

    [Fact]
    public void Sampler_OfMoreThanFortyHyperparameters_IsRefused()
    {
        var space = new SearchSpace([.. Enumerable.Range(0, 41).Select(index => new Dimension($"x{index}", new NumberDomain(0, 1)))]);

        Assert.Equal(
            "The space has 41 hyperparameters; sampler halton takes at most 40. Use random or tpe.",
            Assert.Throws<SherlockException>(() => new Searcher(new HaltonSampler()).Propose(new(space, 1))).Message);
    }

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-12;
}
