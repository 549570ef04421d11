using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Dashboards;

/// <summary>What the views say of sweeps whose answers are worked out by hand.</summary>
[Trait("Category", "Slow")]
public sealed class DashboardViewTests : StoreTests
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();

    [Fact]
    public async Task Trials_OfTwoSweeps_HaveTheRanksOfBestTrials()
    {
        var first = await Store.SubmitAsync(TestStore.Spec(trials: 4));
        var second = await Store.SubmitAsync(TestStore.Spec(trials: 2, name: "others"));
        await EndAsync(new(first, 1), 5);
        await EndAsync(new(first, 2), 3, TrialStatus.Diverged);
        await EndAsync(new(first, 3), 4);
        await EndAsync(new(second, 2), 6);

        var ranks = await Store.QueryAsync("SELECT sweep, trial, rank FROM dashboards.trials ORDER BY sweep, rank");

        Assert.Equal(["others|2|1", "others|1|2", "sizes|3|1", "sizes|1|2", "sizes|4|3", "sizes|2|4"], ranks);
        Assert.Equal(await Store.QueryAsync("SELECT sweep, trial, rank FROM best_trials ORDER BY sweep, rank"), ranks);
    }

    [Fact]
    public async Task Trials_SayWhatVariesAndWhereTheirLogsLie()
    {
        await Store.SubmitAsync(TestStore.Spec(trials: 1) with { Seeds = [7, 8] });
        await Store.SubmitAsync(TestStore.Spec(trials: 2, name: "one-seed"));

        var rows = await Store.QueryAsync("SELECT run, varied FROM dashboards.trials ORDER BY sweep DESC, trial");

        Assert.Equal(
            ["trial-0001|rnn_size=1, seed=7", "trial-0002|rnn_size=1, seed=8", "trial-0001|rnn_size=1", "trial-0002|rnn_size=2"], rows);
    }

    [Fact]
    public async Task Sweeps_CountTheirTrials_AndForgetTheValuesOfTheDiverged()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 4));
        await EndAsync(new(sweep, 1), 5);
        await EndAsync(new(sweep, 2), 1, TrialStatus.Diverged);
        await Store.AssignAsync(new(sweep, 3));
        await Store.Trials.ReportAsync(new(sweep, 3), TestStore.Report(1, 50, TestStore.Loss(50, 6)), Token);

        var row = Assert.Single(await Store.QueryAsync(
            "SELECT trials, pending, running, completed, diverged, failed, best_value, progress FROM dashboards.sweeps"));

        // Two have ended, one is half done (50 of 100 steps), one has not begun.
        Assert.Equal("4|1|1|1|1|0|5|0.625", row);
    }

    [Fact]
    public async Task Curves_OfALongSeries_AreAboutAThousandPointsWithTheFirstAndTheLast()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await Store.AssignAsync(new(sweep, 1));
        var points = Enumerable.Range(1, 2500).Select(step => TestStore.Loss(step, step == 4 ? double.PositiveInfinity : step));
        await Store.Trials.ReportAsync(new(sweep, 1), TestStore.Report(1, 2500, [.. points]), Token);

        var rows = await Store.QueryAsync("SELECT step, value FROM dashboards.curves ORDER BY step");

        // Every third, 1, 4, 7 … 2500; what is not finite is no value.
        Assert.Equal(834, rows.Count);
        Assert.Equal(["1|1", "4|-", "7|7"], rows.Take(3));
        Assert.Equal("2500|2500", rows[^1]);
    }

    [Fact]
    public async Task Curves_WhoseLastPointIsNotInTurn_EndWithItAllTheSame()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await Store.AssignAsync(new(sweep, 1));
        await Store.Trials.ReportAsync(
            new(sweep, 1), TestStore.Report(1, 1500, [.. Enumerable.Range(1, 1500).Select(step => TestStore.Loss(step, step))]), Token);

        var rows = await Store.QueryAsync("SELECT step FROM dashboards.curves ORDER BY step");

        Assert.Equal(751, rows.Count);
        Assert.Equal(["1497", "1499", "1500"], rows.TakeLast(3));
    }

    [Fact]
    public async Task Attempts_SayWhereTheyRanAndHowTheyEnded()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id, "silo-a");
        Store.Clock.Advance(TimeSpan.FromSeconds(90));
        await Store.Trials.HandBackAsync(id, 1, "stopped", Token);
        await Store.AssignAsync(id, "silo-b");

        Assert.Equal(
            ["1|silo-a|HandedBack|stopped|90", "2|silo-b|Running|-|-"],
            await Store.QueryAsync("SELECT attempt, silo, outcome, reason, CASE WHEN ended_at IS NOT NULL THEN seconds END "
                + "FROM dashboards.attempts ORDER BY attempt"));
    }

    private Task EndAsync(TrialId id, double value, TrialStatus status = TrialStatus.Completed) =>
        Ended.TrialAsync(Store, id, value, status, Token);
}
