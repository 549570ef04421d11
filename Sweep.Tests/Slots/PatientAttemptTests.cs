using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Slots;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Slots;

/// <summary>Trials that end because they no longer improve: their distance is best at step 7, and they wait for 4 steps.</summary>
public sealed class PatientAttemptTests : HeldAttemptTest
{
    private const string Reason = "patience: distance has not improved in 4 steps; the best is 0 at step 7";

    [Fact]
    public async Task Trial_ThatNoLongerImproves_CompletesThereAndSaysWhy()
    {
        var trial = await BeginAsync(patience: 4);

        await RunAsync(trial);

        await AssertEndedAsync(trial, attempts: 1);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Trial_WhosePatienceIsOverAtItsLastStepOrLater_EndsAsWithoutOne(long patience)
    {
        var trial = await BeginAsync(patience);

        await RunAsync(trial);

        var ended = await Rig.Store.TrialAsync(trial);
        Assert.Equal((TrialStatus.Completed, 20L, null), (ended.Status, ended.Step, ended.Reason));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    public async Task Trial_InterruptedBefore_EndsAtTheSameStepWithTheSameBits(long at)
    {
        var undisturbed = await BeginAsync(patience: 4);
        await RunAsync(undisturbed);
        var trial = new TrialId(await SubmitAsync(Schema.Defaults, patience: 4), 1);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _onStep = step => { if (step == at) { stopping.Cancel(); } };
        await Rig.RunAsync(await Rig.Store.AssignAsync(trial), stopping.Token);
        Assert.Equal(TrialStatus.Pending, (await Rig.Store.TrialAsync(trial)).Status);
        _onStep = _ => { };

        await RunAsync(trial);

        await AssertEndedAsync(trial, attempts: 2);
        Assert.Equal((await Rig.Store.TrialAsync(undisturbed)).WeightsHash, (await Rig.Store.TrialAsync(trial)).WeightsHash);
        Assert.Equal(await SeriesAsync(undisturbed), await SeriesAsync(trial));
    }

    [Fact]
    public async Task Trial_WhoseProcessDiedBeforeItsEndWasStored_EndsAtOnceWithoutAnotherStep()
    {
        var trial = await BeginAsync(patience: 4);
        await TrainWithoutEndAsync(trial);
        await Rig.Store.Trials.HandBackAsync(trial, 1, null, Token);
        var steps = new List<long>();
        _onStep = steps.Add;

        await RunAsync(trial);

        Assert.Empty(steps);
        await AssertEndedAsync(trial, attempts: 2);
    }

    [Fact]
    public async Task Trial_OfASweepWithEarlyStopping_CountsAsTrainedToItsEndAlsoAfterAnExtension()
    {
        await OpenPatientAsync();
        var sweep = await SubmitAsync(
            Schema.Defaults, new("width", ["0.05", "0.1"]), new(StopKind.Asha) { Rungs = [2, 20], Guard = 0, InFileOrder = true },
            patience: 4);
        var steps = new SearchSteps(sweep, Rig.Store.Sweeps, TimeProvider.System);
        foreach (var number in await steps.ProposeAsync(2, Token)) { await RunAsync(new TrialId(sweep, number)); }
        var promoted = new TrialId(sweep, Assert.Single(await steps.ProposeAsync(1, Token)));
        await RunAsync(promoted);
        await AssertEndedAsync(promoted, attempts: 2);
        Assert.Empty(await steps.ProposeAsync(1, Token));
        Assert.Equal(SweepStatus.Completed, await Rig.Store.StatusAsync(sweep));

        await Rig.Store.Sweeps.ExtendSearchAsync(sweep, SteeringRequest.New(), new SearchBudget { Resource = 30 }, Token);
        steps = new(sweep, Rig.Store.Sweeps, TimeProvider.System);
        while (await steps.ProposeAsync(1, Token) is [var next]) { await RunAsync(new TrialId(sweep, next)); }

        Assert.Equal(SweepStatus.Completed, await Rig.Store.StatusAsync(sweep));
        Assert.All(await Rig.Store.Reader.TrialsAsync(sweep, Token), trial => Assert.InRange(trial.Step, 2, 11));
    }

    private Action<long> _onStep = _ => { };

    private Task OpenPatientAsync() => OpenAsync(new TrainableRegistry().Add(new Walk
    {
        OnStep = (walking, _) => _onStep(walking.Step + 1),
        Report = walking => [new(("distance", Math.Abs(walking.Step - 7)), ("place", walking.Place))],
    }));

    private async Task<TrialId> BeginAsync(long patience)
    {
        await OpenPatientAsync();
        return new(await SubmitAsync(Schema.Defaults, patience: patience), 1);
    }

    /// <summary>Stores all that an attempt reports, but not that its trial has ended.</summary>
    private async Task TrainWithoutEndAsync(TrialId trial)
    {
        var assignment = await Rig.Store.AssignAsync(trial);
        var reports = new ReportBuffer(assignment.Attempt, Schema, 250_000, _ => { });
        using var stop = new AttemptStop(Token);
        using var clock = Rig.Telemetry.OpenClock();
        using var telemetry = Rig.Telemetry.Begin(assignment, TimeSpan.Zero, clock);
        new AttemptTraining(Rig.Start, assignment, reports, Rig.Options.CheckpointInterval, telemetry, Rig.Store.Clock).Run(stop);
        while (await reports.NextAsync(TimeSpan.FromSeconds(1), TimeProvider.System) is { } report)
        {
            await Rig.Store.Trials.ReportAsync(trial, report, Token);
        }
    }

    private async Task AssertEndedAsync(TrialId trial, int attempts)
    {
        var ended = await Rig.Store.TrialAsync(trial);
        Assert.Equal((TrialStatus.Completed, 11L, attempts, Reason), (ended.Status, ended.Step, ended.Attempts, ended.Reason));
        Assert.Equal((7L, 11L), (ended.BestCheckpoint?.Step, ended.Checkpoint?.Step));
        Assert.NotNull(ended.WeightsHash);
        var series = await Rig.Store.Reader.SeriesAsync(trial, Token);
        Assert.Equal(Enumerable.Range(1, 11).Select(step => (long)step), series["distance"].Select(point => point.Step));
    }
}
