using Sweep.Client.HtmlReport.Analysis;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Tests.HtmlReport;

public sealed class CurveBandTests
{
    [Fact]
    public void Band_OfCurves_HasTheQuartilesOfEachSpan()
    {
        var curves = Enumerable.Range(1, 5).Select(
            trial => Curve(trial, [.. Enumerable.Range(1, 60).Select(step => (double)trial * step)]));

        var rows = CurveBand.Of([.. curves])!;

        Assert.Equal(60, rows.Count);
        Assert.Equal(["10", "20", "30", "40"], rows[9]!.AsArray().Select(value => value!.ToString()));
    }

    [Fact]
    public void Band_OfCurvesThatEndOrDiverge_LeavesOutWhatOneTrialAloneHas()
    {
        var rows = CurveBand.Of([Curve(1, [1, 1, 1, 1]), Curve(2, [3, double.NaN, 5])])!;

        Assert.Equal(["1", "3"], rows.Select(row => row![0]!.ToString()));
        Assert.Equal(["2", "3"], rows.Select(row => row![2]!.ToString()));
        Assert.Null(CurveBand.Of([Curve(1, [1, 2])]));
    }

    private static TrialSeries Curve(int trial, double[] values) =>
        new(trial, "val/loss", [.. values.Select((value, index) => new MetricPoint("val/loss", index + 1, value))]);
}
