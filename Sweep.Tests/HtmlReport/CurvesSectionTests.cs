using System.Text.Json.Nodes;
using Sweep.Client.HtmlReport;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Tests.HtmlReport;

public sealed class CurvesSectionTests
{
    private static readonly string[] _sizes = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

    [Fact]
    public void Lead_OfASweepWithoutACorpus_NamesNone()
    {
        var spec = ReportSome.Spec([1]);

        Assert.StartsWith("1 trial on sample; ", ReportBuilder.Build(ReportSome.Facts(spec, 5)).Lead, StringComparison.Ordinal);
        Assert.StartsWith(
            "1 trial; ", ReportBuilder.Build(ReportSome.Facts(spec with { Corpus = "" }, 5)).Lead, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_WhereTheFirstAxisHasOneValue_AreColouredByOneThatVaries()
    {
        var (sweep, ranked) = ReportSome.Sweep(ReportSome.Spec([1], ("cell", ["lstm"]), ("rnn_size", _sizes)), 5, 5, 5, 5, 5, 5, 5, 5, 5);

        var data = Data(ReportSome.Facts(sweep, ranked, [Series((10, 5))]));

        Assert.Equal("rnn_size", (string?)data["colour"]);
        Assert.Equal(["rnn_size"], data["axes"]!.AsArray().Select(axis => (string?)axis!["name"]));
    }

    [Fact]
    public void Curve_OfATrial_HasFiveDigitsAndAGapWhereThereIsNoNumber()
    {
        var (sweep, ranked) = ReportSome.Sweep(ReportSome.Spec([1], ("rnn_size", ["8"])), 5);

        var data = Data(ReportSome.Facts(sweep, ranked, [Series((10, 7.1234567), (20, double.NaN), (30, 0))]));

        var curve = data["metrics"]![0]!["curves"]![0]!;
        Assert.Equal("[10,20,30]", curve["x"]!.ToJsonString());
        Assert.Equal("[7.1235,null,0]", curve["y"]!.ToJsonString());
        Assert.Equal("[null,null,null]", curve["s"]!.ToJsonString());
    }

    private static TrialSeries Series(params (long Step, double Value)[] points) =>
        new(1, "val/loss", [.. points.Select(point => new MetricPoint("val/loss", point.Step, point.Value))]);

    private static JsonObject Data(ReportFacts facts) =>
        Assert.Single(Assert.Single(ReportBuilder.Build(facts, "curves").Sections).Blocks.OfType<Chart>()).Data;
}
