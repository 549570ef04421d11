using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Slots;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Slots;

/// <summary>Trials that a search holds at 2 of their 5 units, and promotes to their end.</summary>
public sealed class PromotedAttemptTests : HeldAttemptTest
{
    private static readonly StopSpec _stop = new(StopKind.Asha) { Rungs = [2, 5], Guard = 0, InFileOrder = true };

    [Theory]
    [InlineData("walk", "width")]
    [InlineData("spiral", "learning_rate")]
    [InlineData("language-model", "learning_rate")]
    public async Task Trial_HeldAndPromoted_HasTheBitsOfOneThatWasTrainedStraight(string name, string varied)
    {
        await OpenAsync(name);
        var (straight, held) = (await SubmitAsync(Axis(varied)), await SubmitAsync(Axis(varied), _stop));
        await RunAsync(new TrialId(straight, 1));
        await RunAsync(new TrialId(straight, 2));

        await HoldBothAsync(held);
        Assert.All(await TrialsAsync(held), trial =>
        {
            Assert.Equal((TrialStatus.Held, null), (trial.Status, trial.Reason));
            Assert.Equal(trial.Step, trial.Checkpoint?.Step);
        });
        var promoted = await PromoteAsync(held);
        Assert.Equal((2, null), (promoted.Attempt, promoted.Until));
        await RunAsync(promoted);

        var (one, other) = (
            await Rig.Store.TrialAsync(new(straight, promoted.Trial.Number)), await Rig.Store.TrialAsync(promoted.Trial));
        Assert.Equal(one.Step * 2 / 5, promoted.Checkpoint?.Step);
        Assert.Equal((TrialStatus.Completed, one.Step, 2), (other.Status, other.Step, other.Attempts));
        Assert.NotNull(one.WeightsHash);
        Assert.Equal(one.WeightsHash, other.WeightsHash);
        Assert.Equal(await SeriesAsync(one.Id), await SeriesAsync(other.Id));
        await AssertOtherIsPrunedAsync(held, promoted.Trial);
    }

    [Fact]
    public async Task Trial_WithoutCheckpoints_BeginsAgainAndHasEachPointOnce()
    {
        var begun = new List<long>();
        await OpenAsync(new TrainableRegistry().Add(new Walk { Saves = false, OnStep = (walking, _) => begun.Add(walking.Step) }));
        var straight = await SubmitAsync(Axis("width"));
        await RunAsync(new TrialId(straight, 1));
        await RunAsync(new TrialId(straight, 2));
        var held = await SubmitAsync(Axis("width"), _stop);
        await HoldBothAsync(held);
        Assert.All(await TrialsAsync(held), trial => Assert.Equal((TrialStatus.Held, null), (trial.Status, trial.Checkpoint)));

        var promoted = await PromoteAsync(held);
        begun.Clear();
        await RunAsync(promoted);

        Assert.Null(promoted.Checkpoint);
        Assert.Equal([0, 1, 2, 3, 4], begun);
        Assert.Equal(await SeriesAsync(new(straight, promoted.Trial.Number)), await SeriesAsync(promoted.Trial));
        await AssertOtherIsPrunedAsync(held, promoted.Trial);
    }

    [Fact]
    public async Task Slot_WhoseTrialIsHeld_TrainsTheNext()
    {
        await OpenAsync("walk");
        var sweep = await SubmitAsync(Axis("width"), _stop);
        await Steps(sweep).ProposeAsync(2, Token);
        var service = Rig.Service(new SlotFailure());

        await service.StartAsync(Token);
        await Rig.Queue.Idle;
        await service.StopAsync(Token);

        Assert.Equal(["hold", "hold"], Rig.Ends);
        Assert.All(await TrialsAsync(sweep), trial => Assert.Equal((TrialStatus.Held, 2), (trial.Status, trial.Checkpoint?.Step)));
    }

    [Theory]
    [InlineData("walk")]
    [InlineData("language-model")]
    public async Task Attempt_ThatBeginsAtItsLevel_IsHeldThereAtOnce(string name)
    {
        await OpenAsync(name);
        var sweep = await SubmitAsync(Axis(name == "walk" ? "width" : "learning_rate"), _stop);
        TrialId trial = new(sweep, (await Steps(sweep).ProposeAsync(1, Token))[0]);

        // A person pauses it as it has made its last step: it is not held but paused, and goes on when the person wants it.
        Rig.Decide = (_, _) => TrialDecision.Continue;
        var assignment = await Rig.Store.AssignAsync(trial);
        await Rig.Store.RequestPauseAsync(trial);
        await RunAsync(assignment);
        var paused = await Rig.Store.TrialAsync(trial);
        await Rig.Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(trial.Number), Token);

        await RunAsync(trial);

        var held = await Rig.Store.TrialAsync(trial);
        Assert.Equal(TrialStatus.Paused, paused.Status);
        Assert.Equal((TrialStatus.Held, paused.Step, paused.Checkpoint), (held.Status, held.Step, held.Checkpoint));
    }

    private static GridAxis Axis(string name) => new(name, ["0.05", "0.1"]);

    private SearchSteps Steps(Guid sweep) => new(sweep, Rig.Store.Sweeps, TimeProvider.System);

    private Task<Guid> SubmitAsync(GridAxis axis, StopSpec? stop = null) => SubmitAsync(Short, axis, stop);

    private Task<IReadOnlyList<TrialSummary>> TrialsAsync(Guid sweep) => Rig.Store.Reader.TrialsAsync(sweep, Token);

    private async Task HoldBothAsync(Guid sweep)
    {
        foreach (var trial in await Steps(sweep).ProposeAsync(2, Token)) { await RunAsync(new TrialId(sweep, trial)); }
    }

    /// <summary>The better one goes on.</summary>
    private async Task<TrialAssignment> PromoteAsync(Guid sweep)
    {
        var promoted = Assert.Single(await Steps(sweep).ProposeAsync(1, Token));
        var best = (await TrialsAsync(sweep)).Select(trial => trial.Best!.Value.Value);
        Assert.Equal(
            Schema.Objective!.Goal is Goal.Minimize ? best.Min() : best.Max(),
            (await Rig.Store.TrialAsync(new(sweep, promoted))).Best!.Value.Value);
        return await Rig.Store.AssignAsync(new(sweep, promoted));
    }

    private async Task AssertOtherIsPrunedAsync(Guid sweep, TrialId promoted)
    {
        Assert.Empty(await Steps(sweep).ProposeAsync(1, Token));
        Assert.Equal(TrialStatus.Pruned, (await TrialsAsync(sweep)).Single(trial => trial.Id != promoted).Status);
        Assert.Equal(SweepStatus.Completed, await Rig.Store.StatusAsync(sweep));
    }
}
