using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>The metric log, page by page: what every store must do.</summary>
public abstract class MetricPagesContract : StoreTests
{
    [Fact]
    public async Task MetricsAfter_TrialsSeenUnequallyFar_ReadsOfEachOnlyWhatIsNew()
    {
        var sweep = await SubmitAsync([10, 20, 30], [10, 20], [10]);
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);

        var rows = await db.Dialect.MetricsAfter(db, sweep, [(1, 20), (2, 0)], 100).ToListAsync(Token);

        Assert.Equal(
            ["1 30 train/loss", "1 30 val/loss", "2 10 train/loss", "2 10 val/loss", "2 20 train/loss", "2 20 val/loss"],
            rows.Select(row => $"{row.Trial} {row.Step} {row.Metric}"));
        Assert.Equal(3, (await db.Dialect.MetricsAfter(db, sweep, [(1, 20), (2, 0)], 3).ToListAsync(Token)).Count);
    }

    [Theory]
    [InlineData(2, "1@10 1@10", "1@20 1@20", "1@30 1@30", "2@10 2@10")]
    [InlineData(4, "1@10 1@10 1@20 1@20", "1@30 1@30 2@10 2@10")]
    [InlineData(5, "1@10 1@10 1@20 1@20", "1@30 1@30 2@10 2@10")]
    [InlineData(8, "1@10 1@10 1@20 1@20 1@30 1@30 2@10 2@10")]
    public async Task Page_OfMorePointsThanItHolds_EndsBetweenTwoStepsAndLosesNothing(int mostRows, params string[] expected)
    {
        var sweep = await SubmitAsync([10, 20, 30], [10]);
        var pages = new List<string>();
        var hasMore = true;
        for (var cursor = MetricCursor.Beginning; hasMore;)
        {
            await using var db = await Store.Contexts.CreateDbContextAsync(Token);
            var page = await MetricPages.PageAsync(db, sweep, cursor, among: null, most: 10, mostRows, Token);
            pages.Add(Text(page));
            (cursor, hasMore) = (page.Cursor, page.HasMore);
        }

        Assert.Equal(expected, pages);
    }

    [Fact]
    public async Task Page_AmongSomeTrials_HasAllThatIsNewOfThemAndMovesNoOtherCursor()
    {
        var sweep = await SubmitAsync([10], [10, 20], [10]);
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);
        var some = await MetricPages.PageAsync(db, sweep, MetricCursor.Beginning, among: [2, 3, 4], most: 1, mostRows: 100, Token);
        var more = await MetricPages.PageAsync(db, sweep, some.Cursor, among: [2, 3, 4], most: 1, mostRows: 100, Token);
        var none = await MetricPages.PageAsync(db, sweep, more.Cursor, among: [2, 3, 4], most: 1, mostRows: 100, Token);
        var rest = await MetricPages.PageAsync(db, sweep, none.Cursor, among: null, most: 10, mostRows: 100, Token);

        Assert.Equal((true, false, 0), (some.HasMore, more.HasMore, none.Points.Length));
        Assert.Equal(["2@10 2@10 2@20 2@20", "3@10 3@10", "1@10 1@10"], new[] { some, more, rest }.Select(Text));
    }

    [Fact]
    public async Task Page_OfATrialDuringWhichTheDatabasesClockWasSetBack_HasItsStepsInOrder()
    {
        var sweep = await SubmitAsync([10], [10]);
        Store.Clock.AdjustTime(TestStore.Start.AddHours(-1));
        await Store.Trials.ReportAsync(new(sweep, 1), TestStore.Report(1, 20, TestStore.Loss(20, 1)), Token);
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);

        var page = await MetricPages.PageAsync(db, sweep, MetricCursor.Beginning, among: null, most: 10, mostRows: 100, Token);

        Assert.Equal("1@10 1@10 1@20 2@10 2@10", Text(page));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3600, -3600)]
    public async Task Report_ByASiloWhoseTimeIsBehind_IsNoEarlierThanTheLastOneUnlessTheClockWasSet(int behind, int expected)
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        await Store.Trials.ReportAsync(id, TestStore.Report(1, 10, TestStore.Loss(10, 1)), Token);

        // Another silo's time is stored with the checkpoint.
        Store.Clock.AdjustTime(TestStore.Start.AddSeconds(-behind));
        await Store.Trials.SaveCheckpointAsync(id, 1, new(10, "x", 1), new MemoryStream([1]), Token);
        await Store.Trials.ReportAsync(id, TestStore.Report(1, 20, TestStore.Loss(20, 1)), Token);

        await using var db = await Store.Contexts.CreateDbContextAsync(Token);
        var times = db.Metrics.Where(point => point.SweepId == id.SweepId).OrderBy(point => point.Step).Select(point => point.RecordedAt);
        Assert.Equal([TestStore.Start, TestStore.Start.AddSeconds(expected)], times);
    }

    private static string Text(MetricPage page) => string.Join(' ', page.Points.Select(entry => $"{entry.Trial}@{entry.Point.Step}"));

    /// <summary>A sweep whose trials have two metrics at each of their steps.</summary>
    private async Task<Guid> SubmitAsync(params long[][] steps)
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: steps.Length));
        for (var trial = 1; trial <= steps.Length; trial++)
        {
            await Store.AssignAsync(new(sweep, trial));
            MetricPoint[] points =
                [.. steps[trial - 1].SelectMany(step => new MetricPoint[] { new("train/loss", step, 2), TestStore.Loss(step, 1) })];
            await Store.Trials.ReportAsync(new(sweep, trial), TestStore.Report(1, steps[trial - 1][^1], points), Token);
        }

        return sweep;
    }
}
