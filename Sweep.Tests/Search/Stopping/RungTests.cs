using Sweep.Grains.Search.Stopping;

namespace Sweep.Tests.Search.Stopping;

/// <summary>Rungs: their levels, who may go on, and what is known of those that wait.</summary>
public sealed class RungTests
{
    [Theory]
    [InlineData(3, 12)]
    [InlineData(4, 9)]
    [InlineData(10, 6)]
    public void Geometric_OfAPower_HasEveryRung(int factor, int powers)
    {
        var total = 1L;
        for (var power = 1; power <= powers; power++)
        {
            total *= factor;
            var levels = RungLevels.Geometric(1, total, factor);

            Assert.Equal(power + 1, levels.Length);
            Assert.All(levels.Skip(1).Zip(levels), pair => Assert.Equal(pair.Second * factor, pair.First));
        }
    }

    [Theory]
    [InlineData(1, 16, 4, new long[] { 1, 4, 16 })]
    [InlineData(1, 21, 4, new long[] { 1, 4, 16, 21 })]
    [InlineData(10, 9_000_000_000_000_000_000, 1_000_000_000, new long[] { 10, 10_000_000_000, 9_000_000_000_000_000_000 })]
    public void Geometric_OfOtherTotals_EndsWithTheTotal(long least, long total, int factor, long[] levels) =>
        Assert.Equal(levels, RungLevels.Geometric(least, total, factor));

    [Theory]
    [InlineData(27, new long[] { 5, 14, 27 })]
    [InlineData(52, new long[] { 9, 26, 52 })]
    [InlineData(2, new long[] { 1, 2 })]
    [InlineData(1, new long[] { 1 })]
    public void Usual_OfATotal_AreASixthAHalfAndAll(long total, long[] levels) => Assert.Equal(levels, RungLevels.Usual(total));

    [Fact]
    public void Promotable_OfARung_IsTheBestOfThoseThatMayGoOn()
    {
        var table = Table(factor: 2, 3, 1, 2);

        Assert.Equal(1, table.Promotable()!.Number);

        table.Promote(1, 1);
        Assert.Null(table.Promotable());
        Held(table, 3, 0.5);
        Assert.Equal(3, table.Promotable()!.Number);
    }

    [Fact]
    public void Promotable_WithEqualValues_IsTheLowerNumber() => Assert.Equal(0, Table(factor: 2, 1, 1, 1).Promotable()!.Number);

    [Fact]
    public void Promotable_OfTwoRungs_IsOfTheHigherOne()
    {
        var table = Table(factor: 2, 4, 3, 2, 1);
        foreach (var number in new[] { 3, 2 })
        {
            table.Promote(number, 1);
            table.Reach(number, number);
        }

        Held(table, 4, 0);

        Assert.Equal(2, table.Promotable()!.Number);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Reach_WithAValueThatIsNoNumber_CountsAsTheWorstAndIsNeverPromoted(double value)
    {
        var table = Table(factor: 2, value, value);

        Assert.Null(table.Promotable());
        Held(table, 2, 7);
        Held(table, 3, 8);
        Assert.Equal(2, table.Promotable()!.Number);
        table.Promote(2, 1);
        Assert.Equal(3, table.Promotable()!.Number);
    }

    [Fact]
    public void Fail_OfARunningTrial_KeepsPromotionsFlowing()
    {
        var table = Table(factor: 2, 5);
        table.Begin(1, 0);
        Assert.Null(table.Promotable());

        table.Fail(1);

        Assert.Equal(0, table.Promotable()!.Number);
        Assert.False(table[1].IsRunning);
    }

    [Fact]
    public void Remove_OfATrial_TakesItsPlaceAway()
    {
        var table = Table(factor: 2, 5, 6);
        Assert.Equal(0, table.Promotable()!.Number);

        table.Remove(1);

        Assert.Null(table.Promotable());
    }

    [Fact]
    public void Promote_Twice_IsRefused()
    {
        var table = Table(factor: 2, 1, 2);
        table.Promote(0, 1);

        Assert.Throws<InvalidOperationException>(() => table.Promote(0, 1));
    }

    [Fact]
    public void StandingOf_ATrial_SaysRankAndCutoff() =>
        Assert.Equal(new RungStanding(0, 1, 2, 2, 5, 2, 2.0), Table(factor: 2, 5, 1, 2, 4, 3).StandingOf(2, 0));

    private static RungTable Table(int factor, params double[] values)
    {
        var table = new RungTable([1, 3, 9], factor);
        foreach (var (number, value) in values.Index()) { Held(table, number, value); }
        return table;
    }

    private static void Held(RungTable table, int number, double value)
    {
        table.Begin(number, 0);
        table.Reach(number, value);
    }
}
