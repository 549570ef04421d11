using System.Text.Json;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>What readers and dashboards rely on: the same from every store.</summary>
public abstract class ReaderContract : StoreTests
{
    [Theory]
    [InlineData(
        "trial_summary",
        "sweep, trial, status, hyperparameters, seed, attempts, objective, best_value, best_step, last_value, "
            + "last_step, epoch, seconds, weights_hash, reason, silo, started_at, finished_at")]
    [InlineData("best_trials", "sweep, rank, trial, status, hyperparameters, objective, best_value, best_step, seconds")]
    [InlineData("epoch_metrics", "sweep, trial, epoch, step, metric, value, recorded_at")]
    public async Task View_Columns_AreTheContract(string view, string columns) =>
        Assert.Equal(columns, string.Join(", ", await Store.QueryAsync($"SELECT * FROM {view}", names: true)));

    [Fact]
    public async Task EpochMetrics_PointsBetweenEpochs_AreLeftOut()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        await Store.Trials.ReportAsync(
            id,
            TestStore.Report(
                1, 20, TestStore.Loss(5, 9), TestStore.Loss(10, 8), new("epoch", 10, 1),
                TestStore.Loss(15, 7), TestStore.Loss(20, 6), new("epoch", 20, 2)),
            Token);

        Assert.Equal(
            ["sizes|1|1|10|val/loss|8", "sizes|1|2|20|val/loss|6"],
            await Store.QueryAsync("SELECT sweep, trial, epoch, step, metric, value FROM epoch_metrics ORDER BY step"));
        Assert.Equal(["2"], await Store.QueryAsync("SELECT epoch FROM trial_summary WHERE trial = 1"));
    }

    [Fact]
    public async Task Hyperparameters_InTheDatabase_AreSnakeCaseJson()
    {
        await Store.SubmitAsync(TestStore.Spec(trials: 1));

        using var json = JsonDocument.Parse(Assert.Single(await Store.QueryAsync("SELECT hyperparameters FROM trial_summary")));
        Assert.Equal(1, json.RootElement.GetProperty("rnn_size").GetInt32());
        Assert.Equal(0.05, json.RootElement.GetProperty("learning_rate").GetDouble());
    }

    [Theory]
    [InlineData(Goal.Minimize, "2 4 3 1 7 5 6")]
    [InlineData(Goal.Maximize, "1 3 4 2 7 5 6")]
    public async Task Best_OfAllKinds_RanksByObjectiveWithDivergedAndFailedLast(Goal goal, string expected)
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 7, goal));
        await RunAsync(new(sweep, 1), TrialStatus.Completed, 5.0);
        await RunAsync(new(sweep, 2), TrialStatus.Completed, 1.0, double.NaN);
        await RunAsync(new(sweep, 3), TrialStatus.Pruned, goal is Goal.Minimize ? 4.0 : 3.0);
        await RunAsync(new(sweep, 4), null, 3.0);
        await RunAsync(new(sweep, 5), TrialStatus.Diverged, 0.5, double.NaN);
        await RunAsync(new(sweep, 6), TrialStatus.Failed, 0.1);

        var best = await Store.Reader.BestAsync(sweep, null, Token);

        Assert.Equal(expected, string.Join(' ', best.Select(trial => trial.Id.Number)));
        Assert.Equal(expected, string.Join(' ', await Store.QueryAsync("SELECT trial FROM best_trials ORDER BY rank")));
        Assert.Equal(best.Take(2).Select(trial => trial.Id), (await Store.Reader.BestAsync(sweep, 2, Token)).Select(trial => trial.Id));
    }

    [Fact]
    public async Task Best_EqualValues_KeepTheOrderOfNumbersAndTheFirstStepThatReachedThem()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        foreach (var number in new[] { 3, 1, 2 }) { await RunAsync(new(sweep, number), TrialStatus.Completed, 2.0, 2.0); }

        var best = await Store.Reader.BestAsync(sweep, null, Token);
        Assert.Equal([(1, 10L), (2, 10L), (3, 10L)], best.Select(trial => (trial.Id.Number, trial.Best!.Value.Step)));
    }

    [Theory]
    [InlineData(Goal.Minimize, 2.0, 10L)]
    [InlineData(Goal.Maximize, 3.0, 20L)]
    public async Task BestPoints_OfAMetric_AreTheEarliestOfEqualsWithoutWhatIsNotFinite(Goal goal, double value, long step)
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await RunAsync(new(sweep, 1), null, 2.0, 3.0, 2.0, 3.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity);
        await RunAsync(new(sweep, 2), null, double.NaN);

        Assert.Equal([(1, TestStore.Loss(step, value))], await Store.Reader.BestPointsAsync(sweep, new("val/loss", goal), Token));
        Assert.Empty(await Store.Reader.BestPointsAsync(sweep, new("train/loss", goal), Token));
    }

    [Fact]
    public async Task Metrics_ReadByCursor_ShowsEveryPointOnce()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        var other = await Store.SubmitAsync(TestStore.Spec(trials: 1, name: "other"));
        await RunAsync(new(sweep, 2), null, 3, 2);
        await RunAsync(new(other, 1), null, 9);
        await RunAsync(new(sweep, 1), null, 5);

        var first = await Store.Reader.MetricsAsync(sweep, MetricCursor.Beginning, null, 1, Token);
        var second = await Store.Reader.MetricsAsync(sweep, first.Cursor, null, 1, Token);
        var empty = await Store.Reader.MetricsAsync(sweep, second.Cursor, null, 2, Token);

        Assert.Equal(
            [(1, TestStore.Loss(10, 5)), (2, TestStore.Loss(10, 3)), (2, TestStore.Loss(20, 2))], first.Points.Concat(second.Points));
        Assert.Empty(empty.Points);
        Assert.Equal(second.Cursor.Steps, empty.Cursor.Steps);
    }

    [Fact]
    public async Task Summary_OfOneSweepAmongOthers_IsWhatTheListSaysOfIt()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        var other = await Store.SubmitAsync(TestStore.Spec(trials: 2, name: "other"));
        await RunAsync(new(sweep, 1), TrialStatus.Completed, 1);
        await RunAsync(new(other, 1), null, 1);

        var summary = await Store.Reader.SummaryAsync(sweep, Token);

        Assert.Equal(("sizes", "sizes", SweepStatus.Running), (summary.Name, summary.Folder, summary.Status));
        Assert.Equal([new(TrialStatus.Pending, 2), new(TrialStatus.Completed, 1)], summary.Counts);
        var nobody = Guid.NewGuid();
        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Reader.SummaryAsync(nobody, Token));
        Assert.Contains($"{nobody:n}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndOfMetrics_WithAnotherSweepBehindIt_IsTheCursorAfterItsOwnLastPoint()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        var other = await Store.SubmitAsync(TestStore.Spec(trials: 1, name: "other"));
        var empty = await Store.Reader.EndOfMetricsAsync(sweep, Token);
        await RunAsync(new(sweep, 1), null, 3, 2);
        await RunAsync(new(other, 1), null, 9);

        Assert.Empty(empty.Steps);
        Assert.Equal(
            (await Store.Reader.MetricsAsync(sweep, MetricCursor.Beginning, null, 10, Token)).Cursor.Steps,
            (await Store.Reader.EndOfMetricsAsync(sweep, Token)).Steps);
    }

    [Fact]
    public async Task Find_ByIdPrefixNameOrFolder_MeansTheSameSweep()
    {
        var older = new Guid("aaaa0000-0000-0000-0000-000000000001");
        var newer = new Guid("aabb0000-0000-0000-0000-000000000002");
        await Store.Sweeps.SubmitAsync(older, TestStore.Spec(), priority: 0, Token);
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await Store.Sweeps.SubmitAsync(newer, TestStore.Spec(), priority: 0, Token);

        Assert.Equal(older, (await Store.Reader.FindAsync("sizes", Token)).Id);
        Assert.Equal(newer, (await Store.Reader.FindAsync("sizes-2", Token)).Id);
        Assert.Equal(older, (await Store.Reader.FindAsync("AAAA", Token)).Id);
        Assert.Equal(older, (await Store.Reader.FindAsync(older.ToString(), Token)).Id);
        Assert.Equal(
            "Several sweeps' ids begin with 'aa': aabb0000000000000000000000000002 (sizes-2), aaaa0000000000000000000000000001 (sizes). "
                + "Write more of it.",
            (await Assert.ThrowsAsync<SherlockException>(() => Store.Reader.FindAsync("aa", Token))).Message);
        Assert.Equal(
            "There is no sweep 'size'. There are: sizes-2, sizes.",
            (await Assert.ThrowsAsync<SherlockException>(() => Store.Reader.FindAsync("size", Token))).Message);
    }

    [Fact]
    public async Task List_SpecWithEverything_ComesBackAsItWasSubmitted()
    {
        var spec = TestStore.Spec(3, Goal.Maximize) with
        {
            Seeds = [3, 1],
            Trial = new LanguageModelParameters { ClipNorm = 0.25, Cell = "gru" },
            Corpus = "/texts/ä b",
        };
        await Store.SubmitAsync(spec);

        var read = Assert.Single(await Store.Reader.ListAsync(Token)).Spec;

        Assert.Equal((spec.Name, spec.Corpus, spec.Objective, spec.Trial), (read.Name, read.Corpus, read.Objective, read.Trial));
        Assert.Equal(spec.Seeds, read.Seeds.AsEnumerable());
        Assert.Equal(["1", "2", "3"], Assert.Single(read.Axes).Values);
    }

    /// <summary>Assigns a trial, reports a loss every ten steps, and ends it where a status is given (a failed one for good).</summary>
    private async Task RunAsync(TrialId id, TrialStatus? end, params double[] losses)
    {
        var attempts = end is TrialStatus.Failed ? 3 : 1;
        for (var attempt = 1; attempt <= attempts; attempt++)
        {
            await Store.AssignAsync(id);
            await Store.Trials.ReportAsync(
                id,
                TestStore.Report(attempt, losses.Length * 10, [.. losses.Select((loss, index) => TestStore.Loss((index + 1) * 10, loss))]),
                Token);
            if (end is TrialStatus.Pruned) { await Store.PruneAsync(id); }
            else if (end is { } status) { await Store.Trials.FinishAsync(id, attempt, new(status), Token); }
        }
    }
}
