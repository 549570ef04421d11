using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Submitting and steering sweeps: what every store must do.</summary>
public abstract class SweepContract : StoreTests
{
    [Fact]
    public async Task Submit_SameIdTwice_ChangesNothing()
    {
        var id = await Store.SubmitAsync(TestStore.Spec(trials: 3));

        Assert.False(await Store.Sweeps.SubmitAsync(id, TestStore.Spec(trials: 5), priority: 0, Token));

        Assert.Equal([1, 2, 3], (await Store.Reader.TrialsAsync(id, Token)).Select(trial => trial.Id.Number));
    }

    [Fact]
    public async Task Submit_TwoSeeds_StoresEachCombinationOncePerSeed()
    {
        var id = await Store.SubmitAsync(TestStore.Spec(trials: 2) with { Seeds = [7, 8] });

        var trials = await Store.Reader.TrialsAsync(id, Token);
        Assert.Equal(
            [(1, 7, "1"), (2, 7, "2"), (3, 8, "1"), (4, 8, "2")],
            trials.Select(trial => (trial.Id.Number, trial.Seed, trial.Hyperparameters.Text("rnn_size"))));
    }

    [Fact]
    public async Task Submit_GridThatHoldsACombinationTwice_StoresNothing()
    {
        var twice = TestStore.Spec() with { Axes = [new("rnn_size", ["8", "8"])] };

        await Assert.ThrowsAnyAsync<Exception>(() => Store.Sweeps.SubmitAsync(Guid.NewGuid(), twice, priority: 0, Token));

        Assert.Empty(await Store.Reader.ListAsync(Token));
    }

    [Fact]
    public async Task Submit_NamesThatAreTaken_GetFoldersOfTheirOwn()
    {
        foreach (var name in new[] { "sizes", "sizes", "sizes-2", "SIZES" }) { await Store.SubmitAsync(TestStore.Spec(name: name)); }

        Assert.Equal(
            ["sizes", "sizes-2", "sizes-2-2", "SIZES-3"],
            (await Store.Reader.ListAsync(Token)).Select(sweep => sweep.Folder).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Spec_OfASweep_IsWhatWasSubmittedWithItsFolder()
    {
        await Store.SubmitAsync(TestStore.Spec(trials: 2));
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));

        var (folder, spec) = await Store.Reader.SpecAsync(sweep, Token);

        Assert.Equal(("sizes-2", "sizes", 3), (folder, spec.Name, Assert.Single(spec.Axes).Values.Length));
        await Assert.ThrowsAsync<SherlockException>(() => Store.Reader.SpecAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task Cancel_Sweep_EndsWhatIsNotFinalAndTellsRunningSlotsToStop()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await Store.AssignAsync(new(sweep, 1));
        await Store.AssignAsync(new(sweep, 2));
        await Store.Trials.FinishAsync(new(sweep, 1), 1, new(TrialStatus.Completed), Token);

        Assert.True(await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token));

        Assert.Equal(
            [TrialStatus.Completed, TrialStatus.Cancelled, TrialStatus.Cancelled],
            (await Store.Reader.TrialsAsync(sweep, Token)).Select(trial => trial.Status));
        Assert.Equal(SweepStatus.Cancelled, await Store.StatusAsync(sweep));
        Assert.Equal(TrialDecision.Stop, await Store.Trials.ReportAsync(new(sweep, 2), TestStore.Report(1, 5), Token));
        Assert.Equal(["1|Completed", "2|Cancelled"], await Store.QueryAsync("SELECT trial, outcome FROM attempts ORDER BY trial"));
        Assert.False(await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token));
        Assert.False(await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(), Token));
        Assert.Equal(SweepStatus.Cancelled, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Cancel_TheOnlyTrialLeft_CompletesTheSweep()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(1), Token);
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));

        await Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(2), Token);

        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Cancel_WhatIsNotThere_SaysWhatIs()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));

        var trial = await Assert.ThrowsAsync<SherlockException>(() => Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(3), Token));
        Assert.Equal("The sweep has no trial 3: its trials are numbered from 1 to 2.", trial.Message);
        await Assert.ThrowsAsync<SherlockException>(() => Store.Sweeps.CancelAsync(Guid.NewGuid(), SteeringRequest.New(), Token));
    }

    [Fact]
    public async Task PauseOthers_UnfinishedSweeps_WaitUntilTheyAreResumed()
    {
        var kept = await Store.SubmitAsync(TestStore.Spec(name: "kept"));
        var other = await Store.SubmitAsync(TestStore.Spec(name: "other"));
        var cancelled = await Store.SubmitAsync(TestStore.Spec(name: "cancelled"));
        await Store.Sweeps.CancelAsync(cancelled, SteeringRequest.New(), Token);

        Assert.Equal(1, await Store.Sweeps.PauseOthersAsync(kept, Token));

        Assert.Equal(
            (SweepStatus.Running, SweepStatus.Paused, SweepStatus.Cancelled),
            (await Store.StatusAsync(kept), await Store.StatusAsync(other), await Store.StatusAsync(cancelled)));
        Assert.True(await Store.Sweeps.ResumeAsync(other, SteeringRequest.New(), Token));
        Assert.False(await Store.Sweeps.ResumeAsync(other, SteeringRequest.New(), Token));
        Assert.Equal(4, (await Store.Trials.PendingAsync(Token)).Count);
    }

    [Fact]
    public async Task RecoverOrphans_RunningTrials_ArePendingAgainAndTheirOldAttemptsFenced()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 2));
        await Store.AssignAsync(new(sweep, 1));

        Assert.Equal(1, await Store.Sweeps.RecoverOrphansAsync(Token));

        Assert.Equal(TrialStatus.Pending, (await Store.TrialAsync(new(sweep, 1))).Status);
        Assert.Null(await Store.Trials.FinishAsync(new(sweep, 1), 1, new(TrialStatus.Completed), Token));
        Assert.Equal(2, (await Store.AssignAsync(new(sweep, 1))).Attempt);
        Assert.Equal(
            ["Submitted|-", "Claimed|1", "Lost|1", "Claimed|1"], await Store.QueryAsync("SELECT kind, trial FROM events ORDER BY id"));
    }

    [Fact]
    public async Task RecoverOrphans_TrialThatAPersonPaused_StaysPausedUntilItIsResumed()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 2)), 1);
        await Store.AssignAsync(id);
        await Store.Sweeps.PauseAsync(id.SweepId, SteeringRequest.New(id.Number), Token);

        Assert.Equal(1, await Store.Sweeps.RecoverOrphansAsync(Token));

        Assert.Equal(TrialStatus.Paused, (await Store.TrialAsync(id)).Status);
        Assert.Null(await Store.Trials.AssignAsync(id, "silo-1", Token));
        Assert.True(await Store.Sweeps.ResumeAsync(id.SweepId, SteeringRequest.New(id.Number), Token));
        await Store.AssignAsync(id);
        Assert.Equal(TrialDecision.Continue, await Store.Trials.ReportAsync(id, TestStore.Report(2, 1), Token));
    }
}
