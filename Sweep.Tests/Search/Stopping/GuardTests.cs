using Sweep.Grains.Search.Stopping;

namespace Sweep.Tests.Search.Stopping;

/// <summary>What is decided about rungs and values by comparing early results with the end.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 20, 30, 40 }, 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 4, 3, 2, 1 }, -1)]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, new double[] { 2, 1, 4, 3, 5 }, 0.8)]
    [InlineData(new double[] { 1, 1, 2 }, new double[] { 1, 2, 3 }, 0.8660254)]
    public void OfRanks_OfTwoLists_IsSpearmans(double[] first, double[] second, double expected) =>
        Assert.Equal(expected, Correlation.OfRanks(first, second), 1e-6);

    [Fact]
    public void OfRanks_OfEqualValues_IsNoNumber() => Assert.Equal(double.NaN, Correlation.OfRanks([1, 1, 1], [1, 2, 3]));

    [Fact]
    public void Judge_BeforeEnoughTrialsEnded_TrustsAllRungs() => Assert.Equal(0, new Guard(0.8).Judge(Ended(7, reversed: 2)).Rung);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void Judge_OfRungsWhoseRanksLie_NamesTheFirstThatAgrees(int reversed, int rung)
    {
        var verdict = new Guard(0.8).Judge(Ended(9, reversed));

        Assert.Equal((rung, 9), (verdict.Rung, verdict.Ended));
        Assert.Equal(
            Enumerable.Range(0, 2).Select(at => at < reversed ? -1.0 : 1.0), verdict.Correlations.Select(one => Math.Round(one, 9)));
    }

    [Fact]
    public void FirstTarget_WithAGuard_IsTheFirstTrustedRung() =>
        Assert.Equal(1, new PromotionRule(new Guard(0.8)).FirstTarget(Ended(9, reversed: 1), 9));

    [Fact]
    public void Foretell_WithFewPairs_IsTheValueItself()
    {
        var table = new RungTable([1, 3], 2);
        foreach (var (number, value) in new[] { 1.0, 2, 3, 5 }.Index())
        {
            table.Begin(number, 0);
            table.Reach(number, value);
        }

        // The middle half of the four values, by their places 1 and 3, is 3 wide.
        Assert.Equal((4.0, 9 / 1.8), new Imputation(table).Foretell(0, 4));
    }

    [Fact]
    public void Foretell_AlongALine_FollowsItWithASlopeDrawnToOne()
    {
        var table = new RungTable([1, 3], 2);
        foreach (var number in Enumerable.Range(0, 40))
        {
            table.Begin(number, 1);
            table.Reach(number, number);
            table.Reach(number, 0.5 * number + 1);
        }

        var (value, variance) = new Imputation(table).Foretell(0, 10);

        // sxx 5330, sxy 2665, and the spread 20²/1.8 draws the slope from 0.5 to 0.52.
        Assert.Equal(0.52001, (new Imputation(table).Foretell(0, 11).Value - value), 1e-4);
        Assert.InRange(value, 5.8, 6);
        Assert.InRange(variance, 2, 4);
        Assert.Equal((7.5, 0.0), new Imputation(table).Foretell(1, 7.5));
    }

    [Theory]
    [InlineData(new double[] { 3, 2.9 }, true)]
    [InlineData(new double[] { 3, 1.9 }, false)]
    [InlineData(new double[] { double.NaN, double.NaN }, true)]
    public void Stops_ByTheMedianOfRunningMeans(double[] values, bool stops)
    {
        var rule = new MedianRule();
        IReadOnlyList<double>[] ended = [[2, 0], [2, 2], [3, 3], [4, 2], [double.NaN, 1]];

        Assert.Equal(3, rule.Median(ended));
        Assert.Null(rule.Median(ended.Take(4)));
        Assert.Equal(stops, MedianRule.Stops(values, 2.5));
    }

    [Fact]
    public void Brackets_OfHyperband_AreThoseOfTheTable()
    {
        var brackets = new Brackets(rungs: 5, factor: 3, count: 5);

        Assert.Equal([81, 34, 15, 8, 5], brackets.Sizes);
        int[] round = [.. Enumerable.Range(0, 143).Select(brackets.Of)];
        Assert.Equal([81, 34, 15, 8, 5], Enumerable.Range(0, 5).Select(bracket => round.Count(one => one == bracket)));
        Assert.Equal(5, round.Take(30).Distinct().Count());
    }

    /// <summary>Trials that ran to the end of three rungs; at the first few rungs their order is reversed.</summary>
    private static RungTable Ended(int trials, int reversed)
    {
        var table = new RungTable([1, 3, 9], 2);
        foreach (var number in Enumerable.Range(0, trials))
        {
            table.Begin(number, 2);
            for (var rung = 0; rung < 3; rung++) { table.Reach(number, rung < reversed ? -number : number); }
        }

        return table;
    }
}
