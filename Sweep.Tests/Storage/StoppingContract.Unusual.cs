using Sweep.Grains;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

// Trials that do not come to their level as others do: none of them keeps the sweep from going on.
public abstract partial class StoppingContract
{
    [Theory]
    [InlineData(TrialStatus.Diverged)]
    [InlineData(TrialStatus.Failed)]
    public async Task Trial_ThatEndsBadlyJustAfterItsLevel_IsNeverPromoted(TrialStatus status)
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(4));
        var steps = Steps(sweep);
        await ReportTwoEpochsAsync(sweep, Assert.Single(await steps.ProposeAsync(1, Token)), new(status, "broken", IsLasting: true));

        await RunAsync(sweep, slots: 2);

        Assert.Equal(status, (await Store.TrialAsync(new(sweep, 1))).Status);
        var decisions = await Store.Reader.DecisionsAsync(sweep, Token);
        Assert.DoesNotContain(decisions, decision => decision is { Trial: 1, Kind: DecisionKind.Promote or DecisionKind.Hold });
        Assert.All(
            decisions.Where(decision => decision.Kind is DecisionKind.Promote),
            decision => Assert.True(double.IsFinite(ReasonJson.Read<PromotionReason>(decision.Reason)!.Standing.Value)));
    }

    [Fact]
    public async Task Trial_ThatFailsJustAfterItsLevelAndIsTriedAgain_IsHeldThen()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(4));
        var steps = Steps(sweep);
        await ReportTwoEpochsAsync(sweep, Assert.Single(await steps.ProposeAsync(1, Token)), new(TrialStatus.Failed, "disk full"));

        // It waits for its next attempt, and others are decided about.
        Assert.Equal([2], await steps.ProposeAsync(1, Token));
        await RunAsync(sweep, slots: 2);

        Assert.Contains("Hold|1|2", string.Join(' ', await Store.QueryAsync(Kinds)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_ThatIsDoneBeforeItsTotal_CountsAtTheLastRung()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(4));
        var steps = Steps(sweep);
        await ReportTwoEpochsAsync(sweep, Assert.Single(await steps.ProposeAsync(1, Token)), new(TrialStatus.Completed));

        await RunAsync(sweep, slots: 1);

        Assert.Equal(["1|Propose|1|2"], (await Store.QueryAsync(Kinds)).Where(line => line.Split('|')[2] == "1"));
        Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
    }

    [Fact]
    public async Task Trial_ThatIsPausedAtItsLevel_KeepsOnlyItselfWaiting()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(2));
        var steps = Steps(sweep);
        TrialId first = new(sweep, Assert.Single(await steps.ProposeAsync(1, Token)));
        var assignment = await Store.AssignAsync(first);
        await Store.Trials.ReportAsync(first, StopSpecs.Report(assignment, 2), Token);
        await Store.RequestPauseAsync(first);
        await Store.Trials.HoldAsync(first, assignment.Attempt, Token);

        // The other one is held; the sweep does not end without the first.
        await TrainAsync(sweep, Assert.Single(await steps.ProposeAsync(1, Token)));
        Assert.Empty(await steps.ProposeAsync(1, Token));
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
        await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(1), Token);
        await RunAsync(sweep, slots: 1);
    }

    [Fact]
    public async Task Extend_OfAHeldGridByOtherSeeds_IsRefused()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(2));

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => Store.Sweeps.ExtendAsync(sweep, SteeringRequest.New(), StopSpecs.Grid(2, null, 1, 2), Token));

        Assert.Contains("has other seeds than the file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_OfOneSeedOfAnEndedCombination_EndsAgain()
    {
        var sweep = await SubmitAsync(StopSpecs.Grid(2, null, 1, 2));
        var steps = Steps(sweep);
        await ReportTwoEpochsAsync(sweep, (await steps.ProposeAsync(1, Token))[0], new(TrialStatus.Failed, "broken", IsLasting: true));
        await RunAsync(sweep, slots: 1);

        await Store.Sweeps.RetryAsync(sweep, SteeringRequest.New(), Token);

        await RunAsync(sweep, slots: 1, remembers: false);
    }

    private async Task ReportTwoEpochsAsync(Guid sweep, int trial, TrialOutcome outcome)
    {
        var assignment = await Store.AssignAsync(new(sweep, trial));
        await Store.Trials.ReportAsync(assignment.Trial, StopSpecs.Report(assignment, 1, 0.01), Token);
        await Store.Trials.ReportAsync(assignment.Trial, StopSpecs.Report(assignment, 2, 0.01), Token);
        await Store.Trials.FinishAsync(assignment.Trial, assignment.Attempt, outcome, Token);
    }

    [Fact]
    public async Task Extend_AfterCheckpointsWereRemoved_GoesOnWithOtherTrialsOrSaysThatItCannot()
    {
        var sweep = await SubmitAsync(StopSpecs.Search(4));
        await RunAsync(sweep, slots: 1);
        Assert.NotEqual(0, await Store.Sweeps.PruneAsync(sweep, SteeringRequest.New(), keep: 0, Token));

        var refused = await Assert.ThrowsAsync<SherlockException>(
            () => Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Resource: 16), Token));
        Assert.Contains("were removed, so that no trial of it can train longer", refused.Message, StringComparison.Ordinal);

        // Those that ended early have nothing to go on from, and stay as they are.
        await Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new(Trials: 4), Token);
        await RunAsync(sweep, slots: 1);
        var trials = await Store.Reader.TrialsAsync(sweep, Token);
        Assert.Equal(8, trials.Count);
        Assert.All(trials, trial => Assert.True(trial.Status.IsFinal()));
        Assert.All(trials.Take(4), trial => Assert.Null(trial.Checkpoint));
    }
}
