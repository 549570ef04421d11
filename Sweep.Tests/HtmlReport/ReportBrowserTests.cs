using Sweep.Client.Backends;
using Sweep.Client.HtmlReport;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.HtmlReport;

[Trait("Category", "Slow")]
public sealed class ReportBrowserTests : IDisposable
{
    private const string Evil = "</script><img src=x onerror=alert(1)><b>bold</b>";

    private static readonly string[] _metrics = ["val/loss", "train/loss", "perf/steps_per_second"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Report_InABrowser_HasAllChartsOnEveryScreenAndOnPaper()
    {
        var visit = await VisitAsync(Whole());

        Assert.Empty(visit.Requests);
        Assert.Empty(visit.Errors);
        foreach (var (name, view) in visit.Views)
        {
            Assert.Equal(
                [
                    "progress", "curves", "parallel", "importance", "marginal", "marginal", "marginal",
                    "distribution", "distribution", "distribution", "distribution",
                ],
                view.Charts.Select(chart => chart.Kind));

            // A mark or a line for each of eight trials; a bar for each of four shares; for each mean a mark; for each map its cells.
            Assert.All(
                view.Charts.Zip([8, 8, 8, 4, 8, 8, 8, 100, 100, 100, 100]),
                entry => Assert.True(entry.First.Marks >= entry.Second, $"{name}: {entry.First}"));
            Assert.All(
                view.Charts,
                chart => Assert.True(chart.Drawn > 200 && chart.Drawn <= chart.Width && chart.Label.Length > 10, $"{name}: {chart}"));
            Assert.Contains("rnn_size", view.Charts[2].Text, StringComparison.Ordinal);
            Assert.Contains("hidden_size", view.Charts[3].Text, StringComparison.Ordinal);
            Assert.True(view.Overflow <= 0, $"{name} is {view.Overflow} pixels too wide.");
        }
    }

    [Fact]
    public async Task ReportOfASearch_InABrowser_HasAllChartsOnEveryScreenAndOnPaper()
    {
        var trials = Enumerable.Range(1, 40).Select(number => number % 10 == 0
            ? SearchSome.Trial(number, double.NaN, 0.9)
            : SearchSome.Trial(
                number, 4 + Math.Abs(Math.Log10(0.02 * number)), 0.02 * number, number % 3 == 0 ? "momentum" : "adam", 0.01 * number));
        List<TrialSummary> ranked = [.. trials.OrderBy(trial => trial.Best?.Value ?? double.MaxValue)];

        var visit = await VisitAsync(ReportSome.Facts(SearchSome.Sweep(SweepStatus.Completed, ranked), ranked));

        Assert.Empty(visit.Requests);
        Assert.Empty(visit.Errors);
        foreach (var (name, view) in visit.Views)
        {
            Assert.Equal(
                ["progress", "parallel", "importance", "slice", "slice", "slice", "slice"], view.Charts.Select(chart => chart.Kind));

            // Marks for 36 completed trials, a bar for each of four shares, and a third of the trials have a momentum.
            Assert.All(
                view.Charts.Zip([36, 36, 4, 40, 40, 40, 12]),
                entry => Assert.True(entry.First.Marks >= entry.Second, $"{name}: {entry.First}"));
            Assert.All(view.Charts, chart => Assert.True(chart.Drawn > 200 && chart.Drawn <= chart.Width, $"{name}: {chart}"));
            Assert.True(view.Overflow <= 0, $"{name} is {view.Overflow} pixels too wide.");
        }
    }

    [Fact]
    public async Task Report_InABrowser_SuitsLightDarkAndPaper()
    {
        var views = (await VisitAsync(Whole())).Views;
        var (light, dark, paper) = (views["light"], views["dark"], views["paper"]);

        Assert.Equal("rgb(255, 255, 255)", light.Background);
        Assert.NotEqual((light.Background, light.Ink), (dark.Background, dark.Ink));
        Assert.NotEqual(light.ChartInk, dark.ChartInk);
        Assert.Equal((light.Background, light.ChartInk), (dark.Switched!.Background, dark.Switched.ChartInk));
        Assert.Equal((light.Background, light.Ink, light.ChartInk), (paper.Background, paper.Ink, paper.ChartInk));
        Assert.True(light.HasContents);
        Assert.False(paper.HasContents);
        Assert.True(paper.PdfBytes > 20_000);
    }

    [Fact]
    public async Task Report_InABrowser_AnswersToMouseAndKeyboard()
    {
        var view = (await VisitAsync(Whole())).Views["light"];

        Assert.Matches(
            @"^#\d: rnn_size (8|16), hidden_size (4|6), seed (1|2) \(Completed\)\n(val/loss|train/loss) [\d.]+ at step [\d,]+$", view.Tip);
        Assert.True(view.SecondsChangeIt);
        Assert.True(view.BandChangesIt);
        // The first table has the four combinations of the eight trials.
        Assert.Equal(("1", "4"), (view.SortedUp, view.SortedDown));
    }

    [Fact]
    public async Task Report_OfTextsThatAreMarkup_ShowsThemAsTheyAre()
    {
        var facts = Whole() with
        {
            Winner = new([new("as the study did", new GeneratedText(Evil, Evil, 3, 1, 0))], [new(Evil, [(Evil, 0.5)])], null),
        };
        facts = facts with { Ranked = [.. facts.Ranked.Select(trial => trial with { Silo = Evil })] };

        var visit = await VisitAsync(facts);

        Assert.Empty(visit.Errors);
        Assert.Empty(visit.Requests);
        Assert.Equal(0, visit.Views["light"].Elements);
        Assert.Contains(Evil, visit.Views["light"].Text, StringComparison.Ordinal);
        Assert.Contains($"{Evil} 0.50", visit.Views["light"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_WithNothingFinished_IsAPageToo()
    {
        var visit = await VisitAsync(ReportSome.Facts(ReportSome.Spec([1], ("rnn_size", ["8", "16"])), null, null));

        Assert.Empty(visit.Errors);
        Assert.Contains("No trial has finished with a finite val/loss: 2 pending.", visit.Views["light"].Text, StringComparison.Ordinal);
        Assert.Empty(visit.Views["light"].Charts);
    }

    [Fact]
    public void Report_OfAHundredTrialsWithLongCurves_StaysUnderFiveMegabytes()
    {
        // As many points as the reader keeps of a hundred trials.
        var sizes = Enumerable.Range(1, 100).Select(size => size.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var (sweep, ranked) = ReportSome.Sweep(
            ReportSome.Spec([1], ("rnn_size", sizes)), [.. Enumerable.Range(1, 100).Select(size => (double?)(4 + (1.0 / size)))]);
        var series = ranked.SelectMany(trial => _metrics.Select(metric => new TrialSeries(
            trial.Id.Number,
            metric,
            [.. Enumerable.Range(1, 300).Select(index => new MetricPoint(metric, 2000 * index, 4 + (Math.PI / index)))])));

        var page = HtmlPage.Render(ReportBuilder.Build(ReportSome.Facts(sweep, ranked, [.. series])));

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(page), 1_000_000, 5_000_000);
    }

    private async Task<ReportVisit> VisitAsync(ReportFacts facts)
    {
        var file = Path.Combine(_folder.Path, "report.html");
        await File.WriteAllTextAsync(file, HtmlPage.Render(ReportBuilder.Build(facts)), TestContext.Current.CancellationToken);
        return await ReportVisit.MakeAsync(file);
    }

    /// <summary>Eight trials with something to show in every section.</summary>
    private static ReportFacts Whole()
    {
        var spec = ReportSome.Spec([1, 2], ("rnn_size", ["8", "16"]), ("hidden_size", ["4", "6"]));
        var (sweep, ranked) = ReportSome.Sweep(spec, 4.1, 4.3, 5.2, 5.9, 4.2, 4.5, 5.1, 5.6);
        return ReportSome.Facts(sweep, ranked, [.. ranked.SelectMany(Series)]) with
        {
            Recurrent = [.. ranked.Select(trial => new TrialHistograms(
                trial.Id.Number, [.. Enumerable.Range(1, 5).Select(step => Histogram(100 * step))]))],
        };
    }

    private static StepHistogram Histogram(long step) =>
        new(step, new("outputs/rnn", -1, 1, [.. Enumerable.Range(1, 30).Select(bin => (long)bin)]));

    private static IEnumerable<TrialSeries> Series(TrialSummary trial) =>
    [
        new(trial.Id.Number, "val/loss", Falling("val/loss", trial.Best!.Value.Value)),
        new(trial.Id.Number, "train/loss", Falling("train/loss", trial.Best!.Value.Value - 1)),
        new(trial.Id.Number, "perf/steps_per_second", [new("perf/steps_per_second", 1000, 50)]),
    ];

    private static IReadOnlyList<MetricPoint> Falling(string metric, double end) =>
        [.. Enumerable.Range(1, 20).Select(index => new MetricPoint(metric, 50 * index, end + (4.0 / index)))];
}
