using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>The best checkpoint of an attempt beside its newest. The loss falls until step 3 and then rises.</summary>
public sealed class BestAttemptTests : IAsyncLifetime
{
    private SlotRig? _rig;
    private TrialId _trial;

    private SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(Rig.Options.CheckpointsFolder, "sizes", "trial-0001");

    public async ValueTask InitializeAsync()
    {
        _rig = await SlotRig.CreateAsync();
        _trial = new(await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        (Rig.Trainable.TotalSteps, Rig.Trainable.Value) = (6, step => Math.Abs(step - 3));
        Rig.Trainable.OnSave = (step, file) => file.WriteByte((byte)step);
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    [Fact]
    public async Task Run_ThatGetsWorseAgain_KeepsTheStateOfItsBestPointBesideTheNewest()
    {
        await RunAsync(Token);

        await AssertKeptAsync(attemptOfBest: 1, attemptOfNewest: 1);
        Assert.Equal([3L, 6], Stored());
    }

    [Fact]
    public async Task Run_ThatImprovesAtEveryStep_WritesOnlyWhenACheckpointIsDue()
    {
        Rig.Trainable.Value = step => -step;

        await RunAsync(Token);

        Assert.Equal([6L], Stored());
        var trial = await Rig.Store.TrialAsync(_trial);
        Assert.Equal((6L, trial.Checkpoint), (trial.BestCheckpoint?.Step, trial.BestCheckpoint));
    }

    [Fact]
    public async Task Run_InterruptedAfterItsBest_KeepsTheBestOfTheEarlierAttempt()
    {
        await InterruptAsync(at: 5);
        Assert.Equal([3L, 5], Stored());

        await RunAsync(Token);

        await AssertKeptAsync(attemptOfBest: 1, attemptOfNewest: 2);
        Assert.Equal([3L, 5, 6], Stored());
    }

    [Fact]
    public async Task Run_WhoseProcessDiesBetweenItsBestAndItsNewest_EndsAsTheUndisturbedOne()
    {
        var died = new InvalidOperationException("The process is gone.");
        Rig.ReportFails = report => report.Checkpoint?.Step == 6 ? died : null;
        Assert.Same(died, await Record.ExceptionAsync(() => RunAsync(Token)));
        Rig.ReportFails = _ => null;
        await Rig.Store.Trials.HandBackAsync(_trial, 1, null, Token);

        await RunAsync(Token);

        Assert.Contains("begin 3", Rig.Trainable.Calls);
        await AssertKeptAsync(attemptOfBest: 1, attemptOfNewest: 2);
    }

    [Fact]
    public async Task Run_ThatMustBeginAgainBeforeItsBest_NeverReplacesItByAWorseOne()
    {
        await InterruptAsync(at: 5);
        Rig.Trainable.LosesCheckpoints = true;
        await InterruptAsync(at: 2);
        Assert.Equal(3, (await Rig.Store.TrialAsync(_trial)).BestCheckpoint?.Step);

        await RunAsync(Token);

        // The third attempt also began again, so it has made the best a second time.
        await AssertKeptAsync(attemptOfBest: 3, attemptOfNewest: 3);
    }

    [Fact]
    public async Task Run_ThatDiesBeforeItsBestIsWritten_MakesItAgain()
    {
        var died = new InvalidOperationException("The process is gone.");
        Rig.ReportFails = report => report.Checkpoint is not null ? died : null;
        Assert.Same(died, await Record.ExceptionAsync(() => RunAsync(Token)));
        Rig.ReportFails = _ => null;
        var ranked = await Rig.Store.TrialAsync(_trial);
        Assert.Equal((3L, null), (ranked.Best?.Step, ranked.BestCheckpoint));
        await Rig.Store.Trials.HandBackAsync(_trial, 1, null, Token);

        await RunAsync(Token);

        await AssertKeptAsync(attemptOfBest: 2, attemptOfNewest: 2);
    }

    private async Task InterruptAsync(long at)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Rig.Trainable.OnStep = (_, step) => { if (step == at) { stopping.Cancel(); } };
        await RunAsync(stopping.Token);
        Rig.Trainable.OnStep = (_, _) => { };
    }

    private async Task RunAsync(CancellationToken stopping) => await Rig.RunAsync(await Rig.Store.AssignAsync(_trial), stopping);

    /// <summary>The steps of the checkpoints that were stored, in their order.</summary>
    private IEnumerable<long> Stored() =>
        Rig.Reports.Select(report => report.Checkpoint).OfType<CheckpointInfo>().Select(kept => kept.Step);

    /// <summary>Asserts that there are two files with the states of steps 3 and 6, and that the database knows them.</summary>
    private async Task AssertKeptAsync(int attemptOfBest, int attemptOfNewest)
    {
        var trial = await Rig.Store.TrialAsync(_trial);
        Assert.Equal(TrialStatus.Completed, trial.Status);
        var (best, newest) = (trial.BestCheckpoint!, trial.Checkpoint!);
        Assert.Equal((3L, 6L), (best.Step, newest.Step));
        Assert.Equal(
            [$"step-000000003-attempt-{attemptOfBest}.safetensors", $"step-000000006-attempt-{attemptOfNewest}.safetensors"],
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([3], await File.ReadAllBytesAsync(Path.Combine(Rig.Options.CheckpointsFolder, best.Location), Token));
        Assert.Equal([6], await File.ReadAllBytesAsync(Path.Combine(Rig.Options.CheckpointsFolder, newest.Location), Token));
    }
}
