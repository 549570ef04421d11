using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>A user's trainable in a slot: it resumes bit for bit, and a trial whose training breaks a rule says so.</summary>
public sealed class UserTrainableTests : UserTrainableTest
{
    private static readonly SherlockException _gone = new("The process is gone.", SherlockException.OutOfReach);

    [Fact]
    public async Task Run_KilledAndResumed_HasTheSameBitsAsWithoutThat()
    {
        Walk.OnStep = (_, _) => Rig.Store.Clock.Advance(TimeSpan.FromSeconds(10));
        await TrainAsync();
        var (whole, wholeSeries) = (await Rig.Store.TrialAsync(Trial), await Rig.Store.Reader.SeriesAsync(Trial, Token));

        Trial = await SubmitAsync();
        using var stored = new ManualResetEventSlim();
        Walk.OnStep = (walking, _) =>
        {
            Rig.Store.Clock.Advance(TimeSpan.FromSeconds(10));
            if (walking.Step == 11) { Assert.True(stored.Wait(Patience.Limit, Token)); }
        };
        Rig.ReportFails = report =>
        {
            if (report.Step < 10) { return null; }
            stored.Set();
            return _gone;
        };
        Assert.Same(_gone, await Assert.ThrowsAsync<SherlockException>(TrainAsync));
        Rig.ReportFails = _ => null;
        await Rig.Store.Sweeps.RecoverOrphansAsync(Token);
        var begun = (await Rig.Store.TrialAsync(Trial)).Checkpoint?.Step;
        await TrainAsync();

        var resumed = await Rig.Store.TrialAsync(Trial);
        Assert.InRange(begun ?? 0, 3, 9);
        Assert.Equal((TrialStatus.Completed, 20, whole.WeightsHash), (resumed.Status, resumed.Step, resumed.WeightsHash));
        Assert.Equal(wholeSeries["distance"], (await Rig.Store.Reader.SeriesAsync(Trial, Token))["distance"]);
        Assert.Equal(wholeSeries["place"], (await Rig.Store.Reader.SeriesAsync(Trial, Token))["place"]);
    }

    [Fact]
    public async Task Run_WithoutATotal_IsCompleteWhenItEndsByItself()
    {
        (Walk.Total, Walk.EndsAt) = (_ => null, 7);

        await TrainAsync();

        var trial = await Rig.Store.TrialAsync(Trial);
        Assert.Equal((TrialStatus.Completed, 7), (trial.Status, trial.Step));
    }

    [Fact]
    public async Task Run_ThatEndsBeforeItsTotal_FailsAndSaysWhere()
    {
        Walk.EndsAt = 7;

        await TrainAsync();
        await TrainAsync();
        await TrainAsync();

        var trial = await Rig.Store.TrialAsync(Trial);
        Assert.Equal((TrialStatus.Failed, "Training ended by itself at step 7 of 20."), (trial.Status, trial.Reason));
    }

    [Fact]
    public async Task Run_ThatPassesItsTotal_IsComplete()
    {
        (Walk.Total, Walk.EndsAt) = (_ => 20, 21);

        await TrainAsync();

        Assert.Equal(TrialStatus.Completed, (await Rig.Store.TrialAsync(Trial)).Status);
    }

    [Fact]
    public async Task Run_OfATrainingThatForgetsTheStepOfItsCheckpoint_FailsAndSaysSo()
    {
        await StopAtAsync(5);
        Walk.StepOf = _ => 0;

        await TrainAsync();
        await TrainAsync();
        await TrainAsync();

        var trial = await Rig.Store.TrialAsync(Trial);
        Assert.Equal(
            (TrialStatus.Failed, "The training began at step 0; allowed: 5, the step of the checkpoint that it was given."),
            (trial.Status, trial.Reason));
    }

    [Fact]
    public async Task Run_ThatThrowsOnACancellation_IsHandedBackAndGoesOn()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Walk.OnStep = (walking, token) =>
        {
            if (walking.Step == 5) { stopping.Cancel(); }
            token.ThrowIfCancellationRequested();
        };
        await RunAsync(stopping.Token);
        Assert.Equal(TrialStatus.Pending, (await Rig.Store.TrialAsync(Trial)).Status);
        Assert.Contains(Rig.Lines, line => line.EndsWith(
            "walk/1 was stopped within a step, at step 5, and goes on from its last checkpoint. Train should end without an exception.",
            StringComparison.Ordinal));
        Walk.OnStep = (_, _) => { };

        await TrainAsync();

        Assert.Equal(TrialStatus.Completed, (await Rig.Store.TrialAsync(Trial)).Status);
    }

    [Fact]
    public async Task Run_WhoseTrainingCannotBeDisposed_IsCompleteAndSaysIt()
    {
        Walk.OnDispose = () => throw new InvalidOperationException("It is stuck.");

        await TrainAsync();

        Assert.Equal(TrialStatus.Completed, (await Rig.Store.TrialAsync(Trial)).Status);
        Assert.Contains(Rig.Lines, line => line.EndsWith("It is stuck.", StringComparison.Ordinal));
    }

    private async Task StopAtAsync(long step)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Walk.OnStep = (walking, _) =>
        {
            if (walking.Step == step - 1) { stopping.Cancel(); }
        };
        await RunAsync(stopping.Token);
        Walk.OnStep = (_, _) => { };
    }
}
