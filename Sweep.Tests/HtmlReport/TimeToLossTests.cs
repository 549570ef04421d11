using Sweep.Client.HtmlReport.Analysis;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.HtmlReport;

public sealed class TimeToLossTests
{
    [Fact]
    public void FirstAt_OfALossThatRisesAgain_IsTheFirstStepBelowTheBar()
    {
        var points = Points(9, 5, 4, 6, 3);

        Assert.Equal(30, TimeToLoss.FirstAt(Goal.Minimize, points, 4.5));
        Assert.Equal(20, TimeToLoss.FirstAt(Goal.Minimize, points, 5));
        Assert.Null(TimeToLoss.FirstAt(Goal.Minimize, points, 2.9));
        Assert.Equal(10, TimeToLoss.FirstAt(Goal.Maximize, points, 7));
    }

    [Fact]
    public void FirstAt_OfALossThatIsNaN_IsNotThere() => Assert.Null(TimeToLoss.FirstAt(Goal.Minimize, Points(9, double.NaN), 5));

    [Fact]
    public void Bars_GoFromHalfTheWayToNearlyTheBestAndAreRound()
    {
        // From 9 (the middle one's first) to 4: halves 6.5, 5.25, 4.5, 4.15, to a tenth, on the easy side.
        IReadOnlyList<MetricPoint>[] series = [Points(9, 6, 5), Points(9, 5, 4), Points(10, 9)];

        Assert.Equal([6.5, 5.3, 4.5, 4.2], TimeToLoss.Bars(Goal.Minimize, series));
        Assert.Equal(30, TimeToLoss.FirstAt(Goal.Minimize, series[1], 4.2));
    }

    [Fact]
    public void Bars_OfTrialsThatGotWorse_AreNone() => Assert.Empty(TimeToLoss.Bars(Goal.Minimize, [Points(4, 5, double.NaN)]));

    [Fact]
    public void SecondsAt_BetweenPoints_GoesAtTheSpeedOfTheNext()
    {
        // 100 steps at 50 a second, 100 at 100.
        var clock = new TrainingClock([new("perf/steps_per_second", 100, 50), new("perf/steps_per_second", 200, 100)]);

        Assert.Equal([1, 2, 2.5, 3, 4], new long[] { 50, 100, 150, 200, 300 }.Select(step => clock.SecondsAt(step)!.Value));
        Assert.Null(new TrainingClock([]).SecondsAt(10));
    }

    private static IReadOnlyList<MetricPoint> Points(params double[] values) =>
        [.. values.Select((value, index) => new MetricPoint("val/loss", 10 * (index + 1), value))];
}
