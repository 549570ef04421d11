using Sweep.Model;

namespace Sweep.Tests.Data;

public sealed class SeededRandomTests
{
    [Fact]
    public void NextUInt64_FromThePublishedSeed_IsSplitMix64()
    {
        var random = new SeededRandom(1_234_567);

        // The check values that implementations of SplitMix64 share.
        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void New_FromAState_ContinuesFromIt()
    {
        var random = SeededRandom.For(1, "order");
        random.NextDouble();
        var resumed = new SeededRandom(random.State);

        Assert.Equal(Draws(random), Draws(resumed));
    }

    [Fact]
    public void For_OtherSeedPurposeOrIndex_IsAnotherStream()
    {
        SeededRandom[] streams =
        [
            SeededRandom.For(1, "order"), SeededRandom.For(2, "order"), SeededRandom.For(-1, "order"), SeededRandom.For(1, "negatives"),
            SeededRandom.For(1, "order", 1), SeededRandom.For(1, "order", 2), SeededRandom.For(2, "order", 1),
        ];

        Assert.Equal(streams.Length * 10, streams.SelectMany(Draws).Distinct().Count());
        Assert.Equal(Draws(SeededRandom.For(1, "order", 2)), Draws(SeededRandom.For(1, "order", 2)));
    }

    [Fact]
    public void NextInt_OfThree_DrawsEachAThirdOfTheTime()
    {
        var random = SeededRandom.For(1, "thirds");
        var counts = new int[3];
        for (var i = 0; i < 30_000; i++)
        {
            counts[random.NextInt(3)]++;
        }

        // The standard deviation of a count is sqrt(30,000 · 1/3 · 2/3) = 82.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 330, 10_000 + 330));
    }

    [Fact]
    public void NextTruncatedNormal_OfManyDraws_HasTheCutDistribution()
    {
        var random = SeededRandom.For(1, "normal");
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextTruncatedNormal())];

        // A normal cut at ±2 has variance 1 − 2 · 2φ(2) / (2Φ(2) − 1) = 1 − 4 · 0.0539910 / 0.9544997 = 0.7737413.
        Assert.All(draws, draw => Assert.InRange(draw, -2, 2));
        Assert.Equal(0, draws.Average(), tolerance: 0.012);
        Assert.Equal(0.7737413, draws.Average(draw => draw * draw), tolerance: 0.012);
        Assert.True(draws.Max() > 1.99 && draws.Min() < -1.99);
    }

    [Fact]
    public void Shuffle_OfFour_ReachesEveryOrderEquallyOften()
    {
        var random = SeededRandom.For(1, "shuffle");
        var orders = new Dictionary<string, int>();
        for (var i = 0; i < 24_000; i++)
        {
            int[] values = [1, 2, 3, 4];
            random.Shuffle(values);
            var order = string.Concat(values);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 1000 - 130, 1000 + 130));
    }

    private static ulong[] Draws(SeededRandom random) => [.. Enumerable.Range(0, 10).Select(_ => random.NextUInt64())];
}
