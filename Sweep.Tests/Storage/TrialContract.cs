using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Claims and reports: what every store must do.</summary>
public abstract partial class TrialContract : StoreTests
{
    [Fact]
    public async Task Assign_PendingTrial_CarriesAllThatASlotNeeds()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));

        var assignment = await Store.AssignAsync(new(sweep, 2), "silo-7");

        Assert.Equal(new TrialId(sweep, 2), assignment.Trial);
        Assert.Equal(
            (1, "sizes", "sizes", "sample", 1),
            (assignment.Attempt, assignment.SweepName, assignment.Folder, assignment.Corpus, assignment.Seed));
        Assert.Equal("2", assignment.Hyperparameters.Text("rnn_size"));
        Assert.Equal(new Objective("val/loss", Goal.Minimize), assignment.Objective);
        Assert.Null(assignment.Checkpoint);
        var trial = await Store.TrialAsync(assignment.Trial);
        Assert.Equal((TrialStatus.Running, 1, "silo-7", TestStore.Start), (trial.Status, trial.Attempts, trial.Silo, trial.StartedAt));
    }

    [Fact]
    public async Task Assign_TwentyAtOnceForOneTrial_ExactlyOneWins()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(slot => Task.Run(() => Store.Trials.AssignAsync(id, $"silo-{slot}", Token))));

        Assert.Single(answers, answer => answer is not null);
        Assert.Equal(["1"], await Store.QueryAsync("SELECT COUNT(*) FROM attempts"));
    }

    [Fact]
    public async Task Assign_TrialOfAPausedSweep_IsRefused()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.Sweeps.PauseOthersAsync(null, Token);

        Assert.Null(await Store.Trials.AssignAsync(id, "silo-1", Token));
        Assert.Empty(await Store.Trials.PendingAsync(Token));
    }

    [Fact]
    public async Task Report_OfAnOlderAttempt_IsToldToStopAndChangesNothing()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        await Store.Sweeps.RecoverOrphansAsync(Token);
        await Store.AssignAsync(id);

        var late = await Store.Trials.ReportAsync(id, TestStore.Report(1, 50, TestStore.Loss(50, 1.0)), Token);

        Assert.Equal(TrialDecision.Stop, late);
        var trial = await Store.TrialAsync(id);
        Assert.Equal((0, null), (trial.Step, trial.Best));
        Assert.Empty(await Store.Reader.SeriesAsync(id, Token));
        Assert.Equal(
            TrialDecision.Continue, await Store.Trials.ReportAsync(id, TestStore.Report(2, 50, TestStore.Loss(50, 2.0)), Token));
    }

    [Fact]
    public async Task Report_SentTwice_StoresEachPointOnce()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        var report = TestStore.Report(1, 20, TestStore.Loss(10, 5.0), TestStore.Loss(20, 4.0));

        Assert.Equal(TrialDecision.Continue, await Store.Trials.ReportAsync(id, report, Token));
        Assert.Equal(TrialDecision.Continue, await Store.Trials.ReportAsync(id, report, Token));

        Assert.Equal([TestStore.Loss(10, 5.0), TestStore.Loss(20, 4.0)], (await Store.Reader.SeriesAsync(id, Token))["val/loss"]);
        var trial = await Store.TrialAsync(id);
        Assert.Equal((TestStore.Loss(20, 4.0), TestStore.Loss(20, 4.0)), (trial.Best!.Value, trial.Last!.Value));
    }

    [Fact]
    public async Task Report_NotANumberAndInfinities_AreKeptAsTheyAre()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);

        await Store.Trials.ReportAsync(
            id,
            TestStore.Report(
                1, 30, TestStore.Loss(10, 3.5), TestStore.Loss(20, double.PositiveInfinity), TestStore.Loss(30, double.NaN),
                new("train/grad_norm", 30, double.NegativeInfinity)),
            Token);

        Assert.Equal(
            [3.5, double.PositiveInfinity, double.NaN],
            (await Store.Reader.SeriesAsync(id, Token))["val/loss"].Select(point => point.Value));
        var trial = await Store.TrialAsync(id);
        Assert.Equal(TestStore.Loss(10, 3.5), trial.Best);
        Assert.Equal(TestStore.Loss(30, double.NaN), trial.Last);
        Assert.Equal((double.NaN, double.NegativeInfinity), (trial.Latest["val/loss"], trial.Latest["train/grad_norm"]));
    }

    [Fact]
    public async Task Report_ThreeCheckpoints_NewestTwoStayAndTheNextAttemptGoesOnFromTheNewest()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        foreach (var step in new[] { 10, 20, 30 })
        {
            await Store.Trials.ReportAsync(id, TestStore.Report(1, step + 5) with { Checkpoint = new(step, $"at-{step}", 7) }, Token);
        }

        Assert.Equal(["20|at-20", "30|at-30"], await Store.QueryAsync("SELECT step, location FROM checkpoints ORDER BY step"));
        Assert.Equal(35, (await Store.TrialAsync(id)).Step);
        Assert.True(await Store.Trials.HandBackAsync(id, 1, null, Token));
        Assert.Equal(new CheckpointInfo(30, "at-30", 7), (await Store.AssignAsync(id)).Checkpoint);
        Assert.Equal(30, (await Store.TrialAsync(id)).Step);
    }

    [Fact]
    public async Task Report_CheckpointBehindADamagedOne_BecomesTheNewest()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        await Store.Trials.ReportAsync(id, TestStore.Report(1, 40) with { Checkpoint = new(40, "damaged", 7) }, Token);
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        await Store.AssignAsync(id);

        // The slot could not use it, and began again.
        await Store.Trials.ReportAsync(id, TestStore.Report(2, 15) with { Checkpoint = new(15, "whole", 7) }, Token);

        Assert.Equal(new CheckpointInfo(15, "whole", 7), (await Store.TrialAsync(id)).Checkpoint);
    }

    [Fact]
    public async Task Report_SecondsApart_AddsUpWallTimeOfAttemptsOnly()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        Store.Clock.Advance(TimeSpan.FromSeconds(3));
        await Store.Trials.ReportAsync(id, TestStore.Report(1, 10), Token);
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        Store.Clock.Advance(TimeSpan.FromHours(1));
        await Store.AssignAsync(id);
        Store.Clock.Advance(TimeSpan.FromSeconds(4));
        await Store.Trials.FinishAsync(id, 2, new(TrialStatus.Completed), Token);

        Assert.Equal(7, (await Store.TrialAsync(id)).Seconds, precision: 3);
    }

    [Fact]
    public async Task Report_TwentyAtOnce_StoresEachPointOnce()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        var report = TestStore.Report(1, 20, TestStore.Loss(10, 5), TestStore.Loss(20, 4));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.Trials.ReportAsync(id, report, Token), Token)));

        Assert.Equal([TestStore.Loss(10, 5), TestStore.Loss(20, 4)], (await Store.Reader.SeriesAsync(id, Token))["val/loss"]);
    }

    [Fact]
    public async Task Report_OfAnAttemptThatGoesOnFromAnEarlierCheckpoint_DoublesNoPoint()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        await Store.Trials.ReportAsync(id, TestStore.Report(1, 10, TestStore.Loss(10, 5)) with { Checkpoint = new(10, "at-10", 7) }, Token);
        await Store.Trials.ReportAsync(id, TestStore.Report(1, 20, TestStore.Loss(20, 4)), Token);
        await Store.Sweeps.RecoverOrphansAsync(Token);
        Assert.Equal(10, (await Store.AssignAsync(id)).Checkpoint!.Step);

        await Store.Trials.ReportAsync(id, TestStore.Report(2, 30, TestStore.Loss(20, 4), TestStore.Loss(30, 3)), Token);

        Assert.Equal(
            [TestStore.Loss(10, 5), TestStore.Loss(20, 4), TestStore.Loss(30, 3)], (await Store.Reader.SeriesAsync(id, Token))["val/loss"]);
    }

    [Fact]
    public async Task Report_WhileItsSweepOrItselfIsToPause_IsStoredAndToldToHandBack()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        foreach (var number in new[] { 1, 2 }) { await Store.AssignAsync(new(sweep, number)); }
        await Store.RequestPauseAsync(new(sweep, 1));

        Assert.Equal(
            TrialDecision.HandBack, await Store.Trials.ReportAsync(new(sweep, 1), TestStore.Report(1, 10, TestStore.Loss(10, 5)), Token));
        Assert.Equal(TrialDecision.Continue, await Store.Trials.ReportAsync(new(sweep, 2), TestStore.Report(1, 10), Token));
        await Store.Sweeps.PauseOthersAsync(null, Token);
        Assert.Equal(TrialDecision.HandBack, await Store.Trials.ReportAsync(new(sweep, 2), TestStore.Report(1, 20), Token));

        Assert.Single((await Store.Reader.SeriesAsync(new(sweep, 1), Token))["val/loss"]);
    }
}
