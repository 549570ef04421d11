using Sweep.Grains.Trials;
using Sweep.Silo.Api;

namespace Sweep.Tests.Api;

public sealed class ThinnedTests
{
    [Fact]
    public void Series_ThatIsThinned_KeepsItsEndsItsPeakAndItsOrder()
    {
        List<MetricPoint> points = Points(10_000, step => step == 7_777 ? 99 : 1.0 / step);

        var thinned = Thinned.Of(points, 100);

        Assert.InRange(thinned.Count, 50, 100);
        Assert.Equal((points[0], points[^1]), (thinned[0], thinned[^1]));
        Assert.Contains(points[7_776], thinned);
        Assert.Equal(thinned.OrderBy(point => point.Step), thinned);
    }

    [Fact]
    public void Value_ThatIsNoNumber_StaysInTheSeries()
    {
        List<MetricPoint> points = Points(1000, step => step == 500 ? double.NaN : 1);

        Assert.Contains(Thinned.Of(points, 10), point => double.IsNaN(point.Value));
    }

    [Fact]
    public void Series_ThatIsShort_StaysAsItIs() =>
        Assert.Equal(3, Thinned.Of([new("loss", 1, 1), new("loss", 2, 2), new("loss", 3, 3)], 4).Count);

    private static List<MetricPoint> Points(int count, Func<int, double> value) =>
        [.. Enumerable.Range(1, count).Select(step => new MetricPoint("loss", step, value(step)))];
}
