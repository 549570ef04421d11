using Sweep.Model.Histograms;
using Sweep.Tests.Training;

namespace Sweep.Tests.Histograms;

public sealed class HistogramScheduleTests
{
    [Theory]
    // 10 intervals: if at most 10 may have histograms, all have; 9 to 5 take every second (5), 4 every third (3), 3 every fourth (2), and
    // 1 the last.
    [InlineData(100, new long[] { 10, 20, 30, 40, 50, 60, 70, 80, 90, 100 })]
    [InlineData(10, new long[] { 10, 20, 30, 40, 50, 60, 70, 80, 90, 100 })]
    [InlineData(9, new long[] { 20, 40, 60, 80, 100 })]
    [InlineData(5, new long[] { 20, 40, 60, 80, 100 })]
    [InlineData(4, new long[] { 30, 60, 90 })]
    [InlineData(3, new long[] { 40, 80 })]
    [InlineData(1, new long[] { 100 })]
    [InlineData(0, new long[0])]
    public void IsDue_OfTenIntervals_IsTrueAtMostThatOften(int most, long[] expected) => Assert.Equal(expected, Due(most, total: 100));

    [Fact]
    public void IsDue_WithAnUnfinishedInterval_CountsWholeIntervals() => Assert.Equal([10L, 20, 30], Due(3, total: 39));

    [Fact]
    public void IsDue_OfATrialShorterThanItsInterval_IsAtItsEnd() => Assert.Equal([9L], Due(5, total: 9));

    [Fact]
    public void IsDue_OfAShortTrialWithoutHistograms_IsNever() => Assert.Empty(Due(0, total: 9));

    [Fact]
    public void IsDue_OfATrialOfBillionsOfSteps_DoesNotOverflow()
    {
        var schedule = HistogramSchedule.Of(Tiny.Options with { SummaryInterval = 1_000_000_000, MaxHistograms = 1 }, 8_000_000_000_000);

        Assert.True(schedule.IsDue(8_000_000_000_000));
        Assert.False(schedule.IsDue(4_000_000_000_000));
    }

    private static IEnumerable<long> Due(int most, long total)
    {
        var schedule = HistogramSchedule.Of(Tiny.Options with { SummaryInterval = 10, MaxHistograms = most }, total);
        return Enumerable.Range(1, (int)total).Select(step => (long)step).Where(schedule.IsDue);
    }
}
