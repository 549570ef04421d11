using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Pages of trials, and the tail of a sweep's events.</summary>
public abstract class TrialPageContract : StoreTests
{
    private static readonly TrialQuery _all = new([], TrialSort.Number, null, Descending: false, [], null, 100);

    [Fact]
    public async Task Pages_ByBest_AreRankedAsBestRanksThem()
    {
        var sweep = await SweepAsync(12, 5, 3, double.PositiveInfinity, 4);

        var pages = new List<int>();
        TrialPlace? after = null;
        do
        {
            var page = await PageAsync(sweep, _all with { Sort = TrialSort.Best, After = after, Most = 5 });
            Assert.Equal(12, page.Total);
            pages.AddRange(Numbers(page));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal((await Store.Reader.BestAsync(sweep, null, Token)).Select(trial => trial.Id.Number), pages);
        Assert.Equal(pages, await Store.Reader.RanksAsync(sweep, Token));
    }

    [Fact]
    public async Task Page_AfterOneBeforeWhichATrialHasMoved_BeginsBehindItsLastTrial()
    {
        var sweep = await SweepAsync(6, 1, 2, 3, 4);
        var query = _all with { Sort = TrialSort.Best, Most = 2 };
        var first = await PageAsync(sweep, query);
        await Store.Trials.ReportAsync(new(sweep, 4), TestStore.Report(1, 60, TestStore.Loss(60, 0.5)), Token);

        var second = await PageAsync(sweep, query with { After = first.Next });

        Assert.Equal([1, 2], Numbers(first));
        Assert.Equal([3, 5], Numbers(second));
    }

    [Fact]
    public async Task Page_AfterATrialThatDoesNotMatchAnyMore_LeavesOutNone()
    {
        var sweep = await SweepAsync(4, 1, 2, 3, 4);
        var query = _all with { Statuses = [TrialStatus.Running], Most = 2 };
        var first = await PageAsync(sweep, query);
        await Store.Trials.FinishAsync(new(sweep, 2), 1, new(TrialStatus.Completed), Token);

        var second = await PageAsync(sweep, query with { After = first.Next });

        Assert.Equal([1, 2], Numbers(first));
        Assert.Equal([3, 4], Numbers(second));
    }

    [Fact]
    public async Task Pages_ByBestOfAGoalToMaximize_AreRankedAsBestRanksThem()
    {
        var sweep = await SweepAsync(Store.SubmitAsync(TestStore.Spec(6, Goal.Maximize)), 5, 3, double.NegativeInfinity, 7);
        await Store.Trials.FinishAsync(new(sweep, 4), 1, new(TrialStatus.Diverged), Token);

        var ranked = (await Store.Reader.BestAsync(sweep, null, Token)).Select(trial => trial.Id.Number).ToList();
        var query = _all with { Sort = TrialSort.Best, Goal = Goal.Maximize };

        Assert.Equal(ranked, Numbers(await PageAsync(sweep, query)));
        Assert.Equal(Enumerable.Reverse(ranked), Numbers(await PageAsync(sweep, query with { Descending = true })));
        Assert.Equal(ranked, await Store.Reader.RanksAsync(sweep, Token));
    }

    [Fact]
    public async Task Pages_ByAHyperparameter_AreOrderedByItsNumber()
    {
        var sweep = await SweepAsync(12);

        var query = _all with { Sort = TrialSort.Hyperparameter, Hyperparameter = "rnn_size", Descending = true, Most = 3 };

        Assert.Equal([12, 11, 10], Numbers(await PageAsync(sweep, query)));
    }

    [Fact]
    public async Task Pages_ByAValueThatSomeLack_HaveThoseLast()
    {
        var sweep = await SweepAsync(3, 2, 1);

        Assert.Equal([2, 1, 3], Numbers(await PageAsync(sweep, _all with { Sort = TrialSort.Last })));
        Assert.Equal([1, 2, 3], Numbers(await PageAsync(sweep, _all with { Sort = TrialSort.Last, Descending = true })));
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Pages_ByAnything_HaveAllTrials(string sort)
    {
        var sweep = await SweepAsync(3, 1);

        var page = await PageAsync(sweep, _all with { Sort = Enum.Parse<TrialSort>(sort), Hyperparameter = "cell" });

        Assert.Equal([1, 2, 3], Numbers(page).Order());
    }

    public static TheoryData<string> Sorts() => [.. Enum.GetNames<TrialSort>()];

    [Fact]
    public async Task Terms_SelectByNumberByPartAndByWholeValue()
    {
        var sweep = await SweepAsync(12, 1);

        Assert.Equal([1, 10, 11, 12], Numbers(await PageAsync(sweep, _all with { Terms = [new(["rnn_size"], "1", IsWhole: false)] })));
        Assert.Equal([1], Numbers(await PageAsync(sweep, _all with { Terms = [new(["rnn_size"], "1", IsWhole: true)] })));
        Assert.Equal([12], Numbers(await PageAsync(sweep, _all with { Terms = [new([], "12", IsWhole: false)] })));
        Assert.Empty(Numbers(await PageAsync(sweep, _all with { Terms = [new(["rnn_size", "cell"], "0.5", IsWhole: false)] })));
        Assert.Equal([1], Numbers(await PageAsync(sweep, _all with { Statuses = [TrialStatus.Running] })));
    }

    [Fact]
    public async Task Standings_OfSweeps_HaveTheBestTrialAndTheShareThatIsDone()
    {
        var (sweep, empty) = (await SweepAsync(2, 5, 3), await Store.SubmitAsync(TestStore.Spec()));

        var standings = (await Store.Reader.StandingsAsync([sweep, empty], Token)).ToDictionary(one => one.Sweep);

        Assert.Equal((2, 3.0, 0.5), (standings[sweep].Trial, standings[sweep].Best, standings[sweep].Done));
        Assert.Equal((null, null, 0.0), (standings[empty].Trial, standings[empty].Best, standings[empty].Done));
    }

    [Fact]
    public async Task Means_OverSpans_LeaveOutWhatIsNotFinite()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(1));
        await Store.AssignAsync(new(sweep, 1));
        await Store.Trials.ReportAsync(
            new(sweep, 1),
            TestStore.Report(1, 40, TestStore.Loss(10, 1), TestStore.Loss(20, 3), TestStore.Loss(30, double.NaN), TestStore.Loss(40, 5)),
            Token);

        var means = await Store.Reader.MeansAsync(sweep, "val/loss", [1], span: 20, Token);

        Assert.Equal([(20L, 2.0), (40L, 5.0)], means.OrderBy(mean => mean.Span).Select(mean => (mean.Step, mean.Mean)));
    }

    [Fact]
    public async Task EventThatCommitsAfterALaterOne_IsReadOnce()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        var tail = new Sweep.Silo.Api.EventTail(sweep, Store.Reader, Store.Clock);
        Assert.Empty(await tail.ReadAsync(Token));
        await AddEventAsync(sweep, 1_000_002);
        var first = await tail.ReadAsync(Token);
        await AddEventAsync(sweep, 1_000_001);

        Assert.Equal([1_000_002L], first.Select(one => one.Id));
        Assert.Equal([1_000_001L], (await tail.ReadAsync(Token)).Select(one => one.Id));
        Assert.Empty(await tail.ReadAsync(Token));
        Assert.InRange(tail.Position, 0, 1_000_000);

        // When nothing can appear before them any more, a stream may begin after them.
        Store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await tail.ReadAsync(Token));
        Assert.Equal(1_000_002, tail.Position);
    }

    private static IEnumerable<int> Numbers(TrialPage page) => page.Trials.Select(trial => trial.Id.Number);

    private Task<TrialPage> PageAsync(Guid sweep, TrialQuery query) => Store.Reader.TrialPageAsync(sweep, query, Token);

    private async Task AddEventAsync(Guid sweep, long id)
    {
        await using var db = await Store.Contexts.CreateDbContextAsync(Token);
        db.Events.Add(new() { Id = id, Time = Store.Clock.GetUtcNow(), SweepId = sweep, Kind = EventKind.Resumed });
        await db.SaveChangesAsync(Token);
    }

    private Task<Guid> SweepAsync(int trials, params double[] values) => SweepAsync(Store.SubmitAsync(TestStore.Spec(trials)), values);

    private async Task<Guid> SweepAsync(Task<Guid> submitted, params double[] values)
    {
        var sweep = await submitted;
        foreach (var (index, value) in values.Index())
        {
            await Store.AssignAsync(new(sweep, index + 1));
            await Store.Trials.ReportAsync(new(sweep, index + 1), TestStore.Report(1, 50, TestStore.Loss(50, value)), Token);
        }

        return sweep;
    }
}

public sealed class SqliteTrialPageTests : TrialPageContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresTrialPageTests : TrialPageContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
