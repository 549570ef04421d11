using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Pausing, resuming and retrying: what every store must do.</summary>
public abstract class SteeringContract : StoreTests
{
    [Fact]
    public async Task Pause_Sweep_OffersNothingUntilItIsResumed()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));

        Assert.True(await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(), Token));
        Assert.Equal(SweepStatus.Paused, await Store.StatusAsync(sweep));
        Assert.Null(await Store.Trials.AssignAsync(new(sweep, 1), "silo-1", Token));
        Assert.False(await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(), Token));

        Assert.True(await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(), Token));
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
        await Store.AssignAsync(new(sweep, 1));
    }

    [Fact]
    public async Task Pause_OneTrial_SetsAWaitingOneAsideAndAsksARunningOne()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await Store.AssignAsync(new(sweep, 2));

        Assert.True(await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(1), Token));
        Assert.True(await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(2), Token));
        Assert.False(await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(2), Token));

        Assert.Equal(["Paused", "Running", "Pending"], await Store.QueryAsync("SELECT status FROM trials ORDER BY number"));
        Assert.Equal(["2"], await Store.QueryAsync("SELECT number FROM trials WHERE pause_requested"));
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Resume_OneTrial_LeavesTheOthersAside()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await Store.AssignAsync(new(sweep, 3));
        foreach (var trial in new[] { 1, 2, 3 }) { await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(trial), Token); }

        Assert.True(await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(1), Token));
        Assert.True(await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(3), Token));

        Assert.Equal(["Pending", "Paused", "Running"], await Store.QueryAsync("SELECT status FROM trials ORDER BY number"));
        Assert.Empty(await Store.QueryAsync("SELECT number FROM trials WHERE pause_requested"));
    }

    [Fact]
    public async Task Resume_OneTrialOfAPausedSweep_LetsOnlyThatOneTrain()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(), Token);

        Assert.True(await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(2), Token));

        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
        Assert.Equal(["Paused", "Pending", "Paused"], await Store.QueryAsync("SELECT status FROM trials ORDER BY number"));
    }

    [Fact]
    public async Task Resume_Sweep_TakesItsPausedTrialsWithIt()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        await Store.AssignAsync(new(sweep, 2));
        foreach (int? trial in new int?[] { 1, 2, null }) { await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(trial), Token); }

        Assert.True(await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(), Token));

        Assert.Equal(["Pending", "Running"], await Store.QueryAsync("SELECT status FROM trials ORDER BY number"));
        Assert.Empty(await Store.QueryAsync("SELECT number FROM trials WHERE pause_requested"));
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Steering_RepeatedAfterALostAnswer_ChangesNothingAndAnswersTheSame()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        var (pause, cancel) = (SteeringRequest.New(), SteeringRequest.New(2));
        Assert.True(await Store.Sweeps.PauseAsync(sweep, pause, Token));
        await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(), Token);

        Assert.True(await Store.Sweeps.PauseAsync(sweep, pause, Token));
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));

        Assert.True(await Store.Sweeps.CancelAsync(sweep, cancel, Token));
        Assert.True(await Store.Sweeps.CancelAsync(sweep, cancel, Token));
        Assert.Equal(
            ["Paused|-", "Resumed|-", "Cancelled|2"],
            await Store.QueryAsync("SELECT kind, trial FROM events WHERE kind <> 'Submitted' ORDER BY id"));
    }

    [Fact]
    public async Task Pause_WhatIsNotThere_SaysWhatIs()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));

        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(3), Token));

        Assert.Equal("The sweep has no trial 3: its trials are numbered from 1 to 2.", error.Message);
    }

    [Fact]
    public async Task Pause_FinishedTrial_IsNoMore()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(1), Token);

        Assert.False(await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(1), Token));
        Assert.False(await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(1), Token));

        Assert.Equal(TrialStatus.Cancelled, (await Store.TrialAsync(new(sweep, 1))).Status);
    }

    [Fact]
    public async Task Retry_CompletedSweep_TrainsTheFailedOnesAgainWithAFreshCount()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        await FailAsync(new(sweep, 1), firstAttempt: 1);
        await Store.AssignAsync(new(sweep, 2));
        await Store.Trials.FinishAsync(new(sweep, 2), 1, new(TrialStatus.Completed), Token);
        await Store.Sweeps.CompleteAsync(sweep, Token);
        var request = SteeringRequest.New();

        Assert.Equal(1, await Store.Sweeps.RetryAsync(sweep, request, Token));

        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
        Assert.Equal(["Pending|0|-|-", "Completed|0|-|x"], await Store.QueryAsync(
            "SELECT status, failures, reason, CASE WHEN finished_at IS NOT NULL THEN 'x' END FROM trials ORDER BY number"));
        await FailAsync(new(sweep, 1), firstAttempt: 4);
        Assert.Equal(1, await Store.Sweeps.RetryAsync(sweep, request, Token));
        Assert.Equal(TrialStatus.Failed, (await Store.TrialAsync(new(sweep, 1))).Status);
    }

    [Fact]
    public async Task Retry_WithoutFailures_LeavesACompletedSweepAsItIs()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(1), Token);

        Assert.Equal(0, await Store.Sweeps.RetryAsync(sweep, SteeringRequest.New(), Token));

        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Retry_CancelledSweep_IsRefused()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        await FailAsync(new(sweep, 1), firstAttempt: 1);
        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token);

        var error = await Assert.ThrowsAsync<SherlockException>(() => Store.Sweeps.RetryAsync(sweep, SteeringRequest.New(), Token));

        Assert.StartsWith("'sizes' was cancelled, which is final", error.Message, StringComparison.Ordinal);
        Assert.Equal(TrialStatus.Failed, (await Store.TrialAsync(new(sweep, 1))).Status);
    }

    private async Task FailAsync(TrialId trial, int firstAttempt)
    {
        for (var attempt = firstAttempt; attempt < firstAttempt + 3; attempt++)
        {
            await Store.AssignAsync(trial);
            await Store.Trials.FinishAsync(trial, attempt, new(TrialStatus.Failed, "no luck"), Token);
        }

        Assert.Equal(TrialStatus.Failed, (await Store.TrialAsync(trial)).Status);
    }
}
