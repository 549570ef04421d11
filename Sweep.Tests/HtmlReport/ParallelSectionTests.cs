using System.Globalization;
using Sweep.Client.HtmlReport;
using Sweep.Client.HtmlReport.Documents;

namespace Sweep.Tests.HtmlReport;

public sealed class ParallelSectionTests
{
    [Fact]
    public void Parallel_OfMoreTrialsThanItDraws_SaysHowManyAreLeftOut()
    {
        string[] sizes = [.. Enumerable.Range(1, 1002).Select(size => size.ToString(CultureInfo.InvariantCulture))];
        var facts = ReportSome.Facts(
            ReportSome.Spec([1], ("rnn_size", sizes)), [.. Enumerable.Range(1, 1002).Select(size => (double?)size)]);

        var section = Assert.Single(ReportBuilder.Build(facts, "parallel").Sections);

        Assert.Equal("The best 1,000 of 1,002 completed trials are drawn.", Assert.IsType<Paragraph>(section.Blocks[^1]).Text);
        Assert.DoesNotContain(
            Assert.Single(
                ReportBuilder.Build(ReportSome.Facts(ReportSome.Spec([1], ("rnn_size", sizes[..3])), 1, 2, 3), "parallel").Sections)
                .Blocks,
            block => block is Paragraph);
    }

    [Fact]
    public void Parallel_WithATrialThatDiverged_HasItBesideThoseThatCount()
    {
        var facts = ReportSome.Facts(ReportSome.Spec([1], ("rnn_size", ["8", "16", "32"])), 5, double.NaN, 4);

        var chart = Assert.Single(Assert.Single(ReportBuilder.Build(facts, "parallel").Sections).Blocks.OfType<Chart>());

        Assert.Equal([5.0, 4.0], chart.Data["trials"]!.AsArray().Select(trial => (double)trial!["value"]!).OrderDescending());
        Assert.Equal("[1]", Assert.Single(chart.Data["diverged"]!.AsArray())!["places"]!.ToJsonString());
        Assert.EndsWith("Dashed lines are trials that diverged", chart.Caption, StringComparison.Ordinal);
    }
}
