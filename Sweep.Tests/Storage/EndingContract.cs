using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>How attempts and trials end: what every store must do.</summary>
public abstract class EndingContract : StoreTests
{
    private static readonly TrialOutcome _failed = new(TrialStatus.Failed, "out of memory");

    [Fact]
    public async Task Finish_Completed_IsFinalForEverything()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);

        Assert.Equal(TrialStatus.Completed, await Store.Trials.FinishAsync(id, 1, new(TrialStatus.Completed, null, "abc123"), Token));

        Assert.Null(await Store.Trials.FinishAsync(id, 1, _failed, Token));
        Assert.False(await Store.Trials.HandBackAsync(id, 1, null, Token));
        Assert.Equal(TrialDecision.Stop, await Store.Trials.ReportAsync(id, TestStore.Report(1, 99, TestStore.Loss(99, 0.1)), Token));
        Assert.Null(await Store.Trials.AssignAsync(id, "silo-2", Token));
        Assert.False(await Store.Sweeps.CancelAsync(id.SweepId, SteeringRequest.New(1), Token));
        Assert.Equal(0, await Store.Sweeps.RecoverOrphansAsync(Token));
        var trial = await Store.TrialAsync(id);
        Assert.Equal((TrialStatus.Completed, "abc123", null, 1), (trial.Status, trial.WeightsHash, trial.Best, trial.Attempts));
    }

    [Fact]
    public async Task End_WithAReasonThatNoDatabaseTakes_IsStoredWithoutThatCharacter()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        Assert.True(await Store.Trials.HandBackAsync(id, 1, "'/books\0' is not there", Token));
        var waits = await Store.TrialAsync(id);
        await Store.AssignAsync(id);
        await Store.Trials.FinishAsync(id, 2, new(TrialStatus.Diverged, "the \0loss is NaN"), Token);

        Assert.Equal("'/books' is not there", waits.Reason);
        Assert.Equal("the loss is NaN", (await Store.TrialAsync(id)).Reason);
    }

    [Fact]
    public async Task Finish_FailedThreeTimes_IsRetriedTwiceAndThenFailed()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        var statuses = new List<TrialStatus?>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Store.AssignAsync(id);
            statuses.Add(await Store.Trials.FinishAsync(id, attempt, _failed, Token));
        }

        Assert.Equal([TrialStatus.Pending, TrialStatus.Pending, TrialStatus.Failed], statuses);
        Assert.Equal("out of memory", (await Store.TrialAsync(id)).Reason);
        Assert.Null(await Store.Trials.AssignAsync(id, "silo-1", Token));
    }

    [Fact]
    public async Task Finish_FailedAfterLostAndHandedBackAttempts_StillHasItsRetries()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        foreach (var attempt in new[] { 1, 3, 5 })
        {
            await Store.AssignAsync(id);
            await Store.Sweeps.RecoverOrphansAsync(Token);
            await Store.AssignAsync(id);
            Assert.True(await Store.Trials.HandBackAsync(id, attempt + 1, null, Token));
        }

        await Store.AssignAsync(id);

        Assert.Equal(TrialStatus.Pending, await Store.Trials.FinishAsync(id, 7, _failed, Token));
        Assert.Equal(
            ["1|Lost", "2|HandedBack", "3|Lost", "4|HandedBack", "5|Lost", "6|HandedBack", "7|Failed"],
            await Store.QueryAsync("SELECT number, outcome FROM attempts ORDER BY number"));
    }

    [Fact]
    public async Task Finish_Diverged_IsNotRetried()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);

        Assert.Equal(TrialStatus.Diverged, await Store.Trials.FinishAsync(id, 1, new(TrialStatus.Diverged, "the loss is NaN"), Token));
        Assert.Equal((TrialStatus.Diverged, "the loss is NaN"), ((await Store.TrialAsync(id)).Status, (await Store.TrialAsync(id)).Reason));
    }

    [Theory]
    [InlineData(TrialStatus.Pending)]
    [InlineData(TrialStatus.Running)]
    [InlineData(TrialStatus.Cancelled)]
    public async Task Finish_AsSomethingNoSlotCanSay_IsABug(TrialStatus status)
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);

        await Assert.ThrowsAsync<ArgumentException>(() => Store.Trials.FinishAsync(id, 1, new(status), Token));
    }

    [Fact]
    public async Task Finish_LastTrial_CompletesTheSweepAtThatTime()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        await Store.AssignAsync(new(sweep, 1));
        await Store.AssignAsync(new(sweep, 2));
        await Store.Trials.FinishAsync(new(sweep, 2), 1, new(TrialStatus.Diverged), Token);
        Assert.False(await Store.Sweeps.CompleteAsync(sweep, Token));
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));

        Store.Clock.Advance(TimeSpan.FromMinutes(2));
        await Store.Trials.FinishAsync(new(sweep, 1), 1, new(TrialStatus.Completed), Token);
        Assert.True(await Store.Sweeps.CompleteAsync(sweep, Token));
        Assert.False(await Store.Sweeps.CompleteAsync(sweep, Token));

        var summary = await Store.Reader.FindAsync("sizes", Token);
        Assert.Equal((SweepStatus.Completed, TestStore.Start.AddMinutes(2)), (summary.Status, summary.FinishedAt));
        Assert.Equal((1, 1, 2), (summary.Counts[TrialStatus.Completed], summary.Counts[TrialStatus.Diverged], summary.Trials));
    }

    [Fact]
    public async Task HandBack_RunningTrial_CanBeClaimedAgain()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);

        Assert.True(await Store.Trials.HandBackAsync(id, 1, null, Token));

        Assert.False(await Store.Trials.HandBackAsync(id, 1, null, Token));
        Assert.Equal(2, (await Store.AssignAsync(id, "silo-2")).Attempt);
    }
}
