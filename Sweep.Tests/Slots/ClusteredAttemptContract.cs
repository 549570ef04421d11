using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>
/// An attempt in a cluster, where answers fail to come: over every kind of database the series must be whole, and single.
/// </summary>
public abstract class ClusteredAttemptContract : StoreTests
{
    private const int Steps = 3_000;

    private static readonly SherlockException _away = new("The database cannot be reached.", SherlockException.OutOfReach, passes: true);

    [Fact]
    public async Task Run_WithTheStoreAwayUntilTrainingIsOver_NeverWaitsAndStoresEveryPointOnce()
    {
        await using var rig = await RigAsync();
        var trial = await SubmitAsync();
        using var refused = new ManualResetEventSlim();
        rig.Trainable.OnStep = (_, step) =>
        {
            Assert.True(refused.Wait(Patience.Limit));
            if (step == Steps) { Patience.Until("a line of the log", () => !rig.Lines.IsEmpty); }
        };
        rig.ReportFails = _ =>
        {
            refused.Set();
            return rig.Trainable.Calls.Contains("dispose") ? null : _away;
        };

        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        await AssertWholeAsync(trial);
        Assert.Equal(["begin 0", "save 1", $"save {Steps}", "dispose"], rig.Trainable.Calls);
        Assert.Equal(2, rig.Lines.Count);
    }

    [Fact]
    public async Task Run_WithEveryFourthReportRefusedAndEveryThirdAnswerLost_StoresEveryPointOnce()
    {
        await using var rig = await RigAsync();
        var trial = await SubmitAsync();
        var (asked, answered) = (0, 0);
        rig.ReportFails = _ => ++asked % 4 == 0 ? new TimeoutException("no answer") : null;
        rig.AnswerFails = _ => ++answered % 3 == 0 ? new TimeoutException("lost") : null;

        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        await AssertWholeAsync(trial);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("finish")]
    public async Task Run_WithTheFirstAnswersOfACallLost_EndsTheTrialOnce(string lost)
    {
        await using var rig = await RigAsync();
        var trial = await SubmitAsync();
        var left = 3;
        rig.AnswerFails = call => call == lost && left-- > 0 ? new TimeoutException("lost") : null;

        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        await AssertWholeAsync(trial);
        Assert.Equal(1, (await Store.TrialAsync(trial)).Attempts);
    }

    [Fact]
    public async Task Run_StoppedWithTheAnswerToItsHandBackLost_IsPendingOnceAndGoesOnFromItsCheckpoint()
    {
        await using var rig = await RigAsync();
        var trial = await SubmitAsync();
        using var stopping = new CancellationTokenSource();
        rig.Trainable.OnStep = (_, step) => { if (step == 1_000) { stopping.Cancel(); } };
        var left = 2;
        rig.AnswerFails = call => call == "hand back" && left-- > 0 ? new TimeoutException("lost") : null;

        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), stopping.Token));
        var handedBack = await Store.TrialAsync(trial);
        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        Assert.Equal((TrialStatus.Pending, 1_000L), (handedBack.Status, handedBack.Checkpoint!.Step));
        await AssertWholeAsync(trial);
    }

    [Fact]
    public async Task Run_ToldToHandBack_SavesWhereItIsAndHandsBack()
    {
        await using var rig = await RigAsync();
        rig.Trainable.TotalSteps = long.MaxValue;
        var trial = await SubmitAsync();
        rig.Trainable.OnStep = (_, step) => WaitForAStopAt(500, step, rig);
        rig.Decide = (_, decision) => decision is TrialDecision.Continue ? TrialDecision.HandBack : decision;

        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        var paused = await Store.TrialAsync(trial);
        Assert.Equal(paused.Step, paused.Checkpoint!.Step);
        Assert.Equal(["hand back"], rig.Ends);
    }

    [Fact]
    public async Task Run_WhoseAttemptIsOverDuringAnOutage_WritesNothingAfterwards()
    {
        await using var rig = await RigAsync();
        rig.Trainable.TotalSteps = long.MaxValue;
        rig.Trainable.OnStep = (_, step) => WaitForAStopAt(500, step, rig);
        var trial = await SubmitAsync();
        var assignment = await Store.AssignAsync(trial);
        var refused = 0;
        rig.ReportFails = report =>
        {
            if (report.Step == 0 || ++refused > 10) { return null; }
            if (refused == 10)
            {
                Store.Sweeps.CancelAsync(trial.SweepId, SteeringRequest.New(), CancellationToken.None).GetAwaiter().GetResult();
            }

            return _away;
        };

        Assert.Null(await rig.RunAsync(assignment, Token));

        Assert.Empty(rig.Ends);
        Assert.Empty(await Store.Reader.SeriesAsync(trial, Token));
        Assert.Equal(TrialStatus.Cancelled, (await Store.TrialAsync(trial)).Status);
    }

    [Fact]
    public async Task Run_CancelledInTheMiddleOfALongStep_IsToldDuringThatStep()
    {
        await using var rig = await RigAsync(new ImpatientTime());
        var trial = await SubmitAsync();
        rig.Trainable.OnStep = (_, step) =>
        {
            if (step == 2)
            {
                Store.Sweeps.CancelAsync(trial.SweepId, SteeringRequest.New(), CancellationToken.None).GetAwaiter().GetResult();
            }

            WaitForAStopAt(2, step, rig);
        };

        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        // The step's length by this clock is not known: a checkpoint may have been due before it, but none is written after it.
        Assert.DoesNotContain("save 2", rig.Trainable.Calls);
        Assert.Empty(rig.Ends);
    }

    private static void WaitForAStopAt(long wanted, long step, SlotRig rig) =>
        Assert.True(step != wanted || rig.Trainable.Cancellation.WaitHandle.WaitOne(Patience.Limit));

    private async Task<SlotRig> RigAsync(TimeProvider? time = null)
    {
        var rig = await SlotRig.CreateClusteredAsync(Store, time: time);
        rig.Trainable.TotalSteps = Steps;
        return rig;
    }

    private async Task<TrialId> SubmitAsync() => new(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);

    private async Task AssertWholeAsync(TrialId trial)
    {
        Assert.Equal(TrialStatus.Completed, (await Store.TrialAsync(trial)).Status);
        var series = await Store.Reader.SeriesAsync(trial, Token);
        Assert.Equal(Enumerable.Range(1, Steps).Select(step => TestStore.Loss(step, step)), series["val/loss"]);
    }
}

public sealed class SqliteClusteredAttemptTests : ClusteredAttemptContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresClusteredAttemptTests : ClusteredAttemptContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
