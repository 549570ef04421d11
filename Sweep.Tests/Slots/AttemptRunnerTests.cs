using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Slots;
using Sweep.Tests.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>One attempt from its assignment to its end.</summary>
public sealed class AttemptRunnerTests : IAsyncLifetime
{
    private SlotRig? _rig;
    private TrialId _trial;

    private SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ToTheLastStep_StoresEveryPointOnceAndTheWeights()
    {
        await RunAsync(Token);

        var trial = await Rig.Store.TrialAsync(_trial);
        Assert.Equal((TrialStatus.Completed, 4, 4, "hash of 1 at 4"), (trial.Status, trial.Step, trial.TotalSteps, trial.WeightsHash));
        Assert.Equal([1L, 2, 3, 4], Rig.Reports.SelectMany(report => report.Points).Select(point => point.Step));
        Assert.Equal(["begin 0", "save 1", "save 4", "dispose"], Rig.Trainable.Calls);
        Assert.Equal(4, trial.Checkpoint!.Step);
        Assert.Equal(["finish Completed"], Rig.Ends);
    }

    [Fact]
    public async Task Run_OfAnAttempt_LogsItsBeginningAndItsEnd()
    {
        Rig.Trainable.OnStep = (_, _) => Rig.Store.Clock.Advance(TimeSpan.FromSeconds(3));

        await RunAsync(Token);

        Assert.Equal(
            [
                "Information: Attempt 1 of trial sizes/1 begins on silo-1, slot 1, from step 0.",
                "Information: Attempt 1 of trial sizes/1 on silo-1, slot 1, ended after 12 s: completed.",
            ],
            Rig.Attempts);
    }

    [Fact]
    public async Task Run_WithTimePassing_SavesEveryThirtySecondsBehindThePointsThatCameBefore()
    {
        Rig.Trainable.TotalSteps = 10;
        Rig.Trainable.OnStep = (_, _) => Rig.Store.Clock.Advance(TimeSpan.FromSeconds(10));

        await RunAsync(Token);

        Assert.Equal(["begin 0", "save 1", "save 3", "save 6", "save 9", "save 10", "dispose"], Rig.Trainable.Calls);
        var before = 0L;
        foreach (var report in Rig.Reports)
        {
            before = report.Points.IsEmpty ? before : report.Points[^1].Step;
            Assert.True(report.Checkpoint is null || report.Checkpoint.Step == before || report.Checkpoint.Step == 1);
        }
    }

    [Fact]
    public async Task Run_WithoutAPointForLong_SavesAndGivesASignOfLifeEachSecond()
    {
        Rig.Trainable.TotalSteps = 100;
        Rig.Trainable.Interval = 1_000;
        var assignment = await Rig.Store.AssignAsync(_trial);
        var (reports, steps) = (new ReportBuffer(assignment.Attempt, LanguageModelParameters.Schema, 64, _ => { }), new List<long>());
        Rig.Trainable.OnStep = (_, _) =>
        {
            Rig.Store.Clock.Advance(TimeSpan.FromSeconds(0.5));
            steps.Add(Next(reports)!.Step);
        };
        using var stop = new AttemptStop(Token);
        using var clock = Rig.Telemetry.OpenClock();
        using var telemetry = Rig.Telemetry.Begin(assignment, TimeSpan.Zero, clock);
        new AttemptTraining(Rig.Start, assignment, reports, Rig.Options.CheckpointInterval, telemetry, Rig.Store.Clock).Run(stop);

        Assert.Equal(["begin 0", "save 60", "save 100", "dispose"], Rig.Trainable.Calls);
        while (Next(reports) is { } rest) { steps.Add(rest.Step); }
        Assert.Equal([0, .. Enumerable.Range(1, 50).Select(second => 2L * second)], steps.Distinct());
    }

    [Fact]
    public async Task Run_FromAnEarlierStepThanItsCheckpoint_SavesWhereItIsInterrupted()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await RunAsync(stopping.Token, step => { if (step == 3) { stopping.Cancel(); } });
        using var again = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Rig.Trainable.LosesCheckpoints = true;

        await RunAsync(again.Token, step => { if (step == 2) { again.Cancel(); } });

        Assert.Equal(
            ["begin 0", "save 1", "save 3", "dispose", "begin 3", "begin 1", "begin 0", "save 1", "save 2", "dispose"],
            Rig.Trainable.Calls);

        // What the first attempt logged is void from where the second began: no step shows twice.
        var run = EventFileReader.ReadRun(Path.Combine(Rig.Options.LogsFolder, "sizes", "trial-0001"));
        Assert.Equal([1L, 2], run.Series("val/loss").Select(point => point.Step));
    }

    [Fact]
    public async Task Run_OfATrialThatWasCancelled_EndsWithoutFurtherWrites()
    {
        Rig.Trainable.TotalSteps = long.MaxValue;
        Rig.Trainable.OnStep = (_, step) =>
        {
            if (step == 5)
            {
                Rig.Store.Sweeps.CancelAsync(_trial.SweepId, SteeringRequest.New(), CancellationToken.None).GetAwaiter().GetResult();
            }
        };

        await RunAsync(Token);

        Assert.Equal(["begin 0", "save 1", "dispose"], Rig.Trainable.Calls);
        Assert.Empty(Rig.Ends);
        var trial = await Rig.Store.TrialAsync(_trial);
        Assert.Equal(TrialStatus.Cancelled, trial.Status);
        Assert.True(trial.Step < 5);

        // What was logged before says how it ended.
        var run = EventFileReader.ReadRun(Path.Combine(Rig.Options.LogsFolder, "sizes", "trial-0001"));
        Assert.StartsWith("**Cancelled**", run.Value("ending").Tensor.Text(8), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhoseSlotStops_SavesHandsBackAndGoesOnFromThere()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Rig.Trainable.OnStep = (_, step) =>
        {
            if (step == 3) { stopping.Cancel(); }
        };
        await RunAsync(stopping.Token);
        var handedBack = await Rig.Store.TrialAsync(_trial);

        await RunAsync(Token);

        Assert.Equal((TrialStatus.Pending, 3), (handedBack.Status, handedBack.Checkpoint!.Step));
        Assert.Equal(["begin 0", "save 1", "save 3", "dispose", "begin 3", "save 4", "dispose"], Rig.Trainable.Calls);
        Assert.Equal(["hand back", "finish Completed"], Rig.Ends);
        Assert.Equal([1L, 2, 3, 4], Rig.Reports.SelectMany(report => report.Points).Select(point => point.Step));
    }

    [Fact]
    public async Task Run_ThatDiverges_IsFinalAtOnceAndKeepsItsBest()
    {
        Rig.Trainable.OnStep = (_, step) =>
        {
            if (step == 2) { throw new DivergedException("train/loss became NaN at step 2."); }
        };

        await RunAsync(Token);

        var trial = await Rig.Store.TrialAsync(_trial);
        Assert.Equal((TrialStatus.Diverged, "train/loss became NaN at step 2."), (trial.Status, trial.Reason));
        Assert.Equal(["begin 0", "save 1", "dispose"], Rig.Trainable.Calls);
        Assert.Equal((1L, 1L), (trial.BestCheckpoint?.Step, trial.Checkpoint?.Step));
        Assert.Null(trial.WeightsHash);
    }

    [Fact]
    public async Task Run_ThatFails_IsTriedThreeTimesAndThenFailedWithTheFirstLine()
    {
        Rig.Trainable.OnStep = (_, _) => throw new InvalidOperationException("bad luck\nand a page of details");
        var seen = new List<TrialStatus>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await RunAsync(Token);
            seen.Add((await Rig.Store.TrialAsync(_trial)).Status);
        }

        Assert.Equal([TrialStatus.Pending, TrialStatus.Pending, TrialStatus.Failed], seen);
        var trial = await Rig.Store.TrialAsync(_trial);
        Assert.Equal((3, "bad luck"), (trial.Attempts, trial.Reason));
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await SlotRig.CreateAsync();
        _trial = new(await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private async Task RunAsync(CancellationToken stopping, Action<long>? onStep = null)
    {
        if (onStep is not null) { Rig.Trainable.OnStep = (_, step) => onStep(step); }
        await Rig.RunAsync(await Rig.Store.AssignAsync(_trial), stopping);
    }

    /// <summary>What was reported since the last call; otherwise the last step again.</summary>
    private static TrialReport? Next(ReportBuffer reports) =>
        reports.NextAsync(TimeSpan.FromSeconds(1), new ImpatientTime()).GetAwaiter().GetResult();
}
