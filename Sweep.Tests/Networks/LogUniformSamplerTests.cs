using Sweep.Model;
using Sweep.Model.Networks;

namespace Sweep.Tests.Networks;

public sealed class LogUniformSamplerTests
{
    [Fact]
    public void Probability_OfAllWords_SumsToOne()
    {
        var sampler = new LogUniformSampler(11_756);

        Assert.Equal(1, Enumerable.Range(0, 11_756).Sum(id => sampler.Probability(id)), precision: 12);
        // ln 2 / ln 11,757 = 0.693147 / 9.372204
        Assert.Equal(0.0739577, sampler.Probability(0), precision: 5);
    }

    [Fact]
    public void LogExpectedCount_OfSomeTries_IsThatOfAtLeastOneHit()
    {
        // Three words: P(0) = ln 2 / ln 4 = 1/2, so in three tries it comes with 1 − (1/2)³ = 7/8.
        Assert.Equal(Math.Log(7.0 / 8), new LogUniformSampler(3).LogExpectedCount(0, 3), precision: 12);
    }

    [Fact]
    public void LogExpectedCount_OfARareWord_IsNearlyTriesTimesProbability()
    {
        var sampler = new LogUniformSampler(1_000_000);

        Assert.Equal(Math.Log(64 * sampler.Probability(999_999)), sampler.LogExpectedCount(999_999, 64), precision: 5);
    }

    [Fact]
    public void Draw_OfSixtyFour_IsDistinctInRangeAndCountsItsTries()
    {
        var sampler = new LogUniformSampler(200);
        var random = SeededRandom.For(1, "draws");
        var ids = new long[64];
        for (var i = 0; i < 200; i++)
        {
            var tries = sampler.Draw(random, ids);

            Assert.Equal(64, ids.Distinct().Count());
            Assert.All(ids, id => Assert.InRange(id, 0, 199));
            Assert.True(tries > 64, "64 of 200 words without one duplicate");
        }
    }

    [Fact]
    public void Draw_OfOneWord_FollowsTheDistribution()
    {
        var sampler = new LogUniformSampler(10);
        var random = SeededRandom.For(1, "frequencies");
        var counts = new int[10];
        var one = new long[1];
        for (var i = 0; i < 100_000; i++)
        {
            Assert.Equal(1, sampler.Draw(random, one));
            counts[one[0]]++;
        }

        for (var id = 0; id < counts.Length; id++)
        {
            var expected = 100_000 * sampler.Probability(id);
            Assert.Equal(expected, counts[id], tolerance: 4 * Math.Sqrt(expected));
        }
    }

    [Fact]
    public void Draw_OfTheWholeVocabulary_FindsEveryWord()
    {
        var ids = new long[50];

        new LogUniformSampler(50).Draw(SeededRandom.For(1, "all"), ids);

        Assert.Equal(Enumerable.Range(0, 50).Select(id => (long)id), ids.Order());
    }
}
