using Sweep.Client.HtmlReport;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.HtmlReport;

public sealed class RungsSectionTests
{
    private static readonly TrialSummary[] _trials =
    [
        StopSome.Trial(1, TrialStatus.Completed, 6, 5, 4),
        StopSome.Trial(2, TrialStatus.Pruned, 5, 5.5),
        StopSome.Trial(3, TrialStatus.Pruned, 7),
        StopSome.Trial(4, TrialStatus.Diverged, 8),
    ];

    [Fact]
    public void Rungs_OfASweep_CountWhoCameToEachLevelAndWhatWasSaved()
    {
        var section = Section("rungs", _trials);

        // The one that diverged after epoch 2 went on from there, and never came to epoch 5.
        Assert.Equal(
            ["2 | 4 | 3 | 1 | 6 | –", "5 | 2 | 1 | 1 | 5 | –", "10 | 1 | 0 | 0 | – | –"],
            section.Blocks.OfType<Table>().Single().Rows.Select(row => string.Join(" | ", row.Select(cell => cell.Text))));
        Assert.Equal(
            "1 trial trained to its end, 2 ended early: they took 17 of the 30 epochs that all would have taken (56.7%).",
            section.Blocks.OfType<Paragraph>().Last().Text);
    }

    [Fact]
    public void Rungs_WithEightWholeTrials_HaveTheirRankCorrelationWithTheEnd()
    {
        // Early ranks are exactly those of the end, but for two neighbours at epoch 2.
        var trials = Enumerable.Range(1, 8).Select(
            number => StopSome.Trial(number, TrialStatus.Completed, number == 1 ? 12.5 : 10 + number, 5 + number, number));

        Assert.Equal(
            ["0.98", "1.00", "–"], Section("rungs", [.. trials]).Blocks.OfType<Table>().Single().Rows.Select(row => row[^1].Text));
    }

    [Fact]
    public void Rungs_OfASweepWithoutEarlyStopping_AreNotThere() =>
        Assert.Empty(ReportBuilder.Build(ReportSome.Facts(Some.Sweep(SweepStatus.Completed, _trials), _trials), "rungs").Sections);

    [Fact]
    public void Curves_OfTrialsThatWereHeld_AreMarkedThere()
    {
        var facts = Facts(_trials, StopSome.Hold(1, 2, StopSome.Standing(0, 5, 1, 1)), StopSome.Hold(2, 2, StopSome.Standing(1, 5, 1, 1)));

        var chart = Assert.Single(
            Assert.Single(ReportBuilder.Build(facts, "curves").Sections).Blocks.OfType<Chart>()).Data["trials"]!.AsArray();

        Assert.Equal([null, "[20,50]", null, null], chart.Select(trial => trial!["held"]?.ToJsonString()));
    }

    private static Section Section(string part, TrialSummary[] trials) =>
        Assert.Single(ReportBuilder.Build(Facts(trials), part).Sections);

    private static ReportFacts Facts(TrialSummary[] trials, params IReadOnlyList<SearchDecision> decisions) =>
        ReportSome.Facts(StopSome.Sweep(SweepStatus.Completed, trials), trials, [new(1, "val/loss", [new("val/loss", 20, 6)])]) with
        {
            Decisions = decisions,
        };
}
