using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>What reports and claims read of a whole sweep at once: the same from every store.</summary>
public abstract class HistoryContract : StoreTests
{
    [Fact]
    public async Task Histories_OfTwoMetrics_AreWholeAndApartFromOthers()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        var other = await Store.SubmitAsync(TestStore.Spec(trials: 1, name: "other"));
        await ReportAsync(new(other, 1), [TestStore.Loss(1, 9)]);
        await ReportAsync(
            new(sweep, 3), [new("train/loss", 5, 4), TestStore.Loss(10, double.NaN), new("train/loss", 10, double.PositiveInfinity)]);
        await ReportAsync(new(sweep, 1), [new("epoch", 2, 1), TestStore.Loss(2, 7)]);

        var series = await Store.Reader.HistoriesAsync(sweep, ["val/loss", "train/loss", "val/nce"], null, Token);

        Assert.Equal(["1 val/loss 2:7", "3 train/loss 5:4 10:Infinity", "3 val/loss 10:NaN"], series.Select(Text));
    }

    [Fact]
    public async Task Histories_Thinned_KeepBothEndsAndSomeBetweenThem()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await ReportAsync(id, [.. Enumerable.Range(1, 99).SelectMany(Points)]);

        var series = await Store.Reader.HistoriesAsync(id.SweepId, ["val/loss", "val/nce"], 5, Token);

        // Of the points 0 to 98 every 24.5th, rounded down: 0, 24, 49, 73, 98.
        Assert.Equal(["1 val/loss 1:1 25:25 50:50 74:74 99:99", "1 val/nce 33:33 66:66 99:99"], series.Select(Text));

        static IEnumerable<MetricPoint> Points(int step) =>
            step % 33 == 0 ? [TestStore.Loss(step, step), new("val/nce", step, step)] : [TestStore.Loss(step, step)];
    }

    // The second is of the first's schedule, the third ended early: each keeps what it would have kept alone.
    [Fact]
    public async Task Histories_OfSeveralTrials_AreThinnedEachAsIfItWereAlone()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await ReportAsync(new(sweep, 1), [.. Enumerable.Range(1, 99).Select(step => TestStore.Loss(step, step))]);
        await ReportAsync(new(sweep, 2), [.. Enumerable.Range(1, 99).Select(step => TestStore.Loss(step, 2 * step))]);
        await ReportAsync(new(sweep, 3), [.. Enumerable.Range(1, 9).Select(step => TestStore.Loss(step, step))]);

        var series = await Store.Reader.HistoriesAsync(sweep, ["val/loss"], 3, Token);

        Assert.Equal(["1 val/loss 1:1 50:50 99:99", "2 val/loss 1:2 50:100 99:198", "3 val/loss 1:1 5:5 9:9"], series.Select(Text));
    }

    [Theory]
    [InlineData(null, "1 3:1 6:2 9:3 12:4 15:5 18:6")]
    [InlineData(3, "1 3:1 12:4 18:6")]
    [InlineData(2, "1 3:1 18:6")]
    public async Task Histograms_WithTextsAmongThem_KeepBothEndsAndAreThinnedBySteps(int? most, string expected)
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 2)), 1);
        await ReportAsync(
            id,
            [.. Enumerable.Range(1, 19).Select(step => TestStore.Loss(step, step))],
            [.. Enumerable.Range(1, 19)
                .Select(step => step % 3 == 0 ? Histogram(step) : new StepSummary(step, [], [new("sample", "it is.")]))]);
        await ReportAsync(id with { Number = 2 }, [TestStore.Loss(1, 1)], new StepSummary(1, [new("weights/rnn", 0, 1, [1])], []));

        var trials = await Store.Reader.HistogramsAsync(id.SweepId, "outputs/rnn", null, most, Token);

        Assert.Equal(
            expected,
            string.Join(
                ";",
                trials.Select(trial =>
                    $"{trial.Trial} {string.Join(' ', trial.Steps.Select(one => $"{one.Step}:{one.Histogram.Counts[0]}"))}")));
    }

    private static StepSummary Histogram(int step) => new(step, [new("weights/rnn", 0, 1, [9]), new("outputs/rnn", -1, 1, [step / 3])], []);

    private static string Text(TrialSeries series) => string.Join(
        ' ',
        [
            $"{series.Trial} {series.Metric}",
            .. series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Step}:{point.Value}")),
        ]);

    private async Task ReportAsync(TrialId id, ImmutableArray<MetricPoint> points, params ImmutableArray<StepSummary> summaries)
    {
        await Store.AssignAsync(id);
        await Store.Trials.ReportAsync(id, new(1, points[^1].Step, 100, points, Summaries: summaries), Token);
    }
}

public sealed class SqliteHistoryTests : HistoryContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresHistoryTests : HistoryContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
