using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Slots;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>A slot in a cluster: whatever happens to it, it asks for a trial again.</summary>
public sealed class ClusteredSlotTests : IAsyncLifetime
{
    private readonly SlotFailure _failure = new();
    private SlotRig? _rig;
    private SlotService? _service;
    private int _untidy;

    private SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private SlotService Service => _service ?? throw new InvalidOperationException("The test has not begun.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_WhoseAnswerIsLost_IsRepeatedAndGetsTheSameAttempt()
    {
        var left = 2;
        Rig.AnswerFails = call => call == "request" && left-- > 0 ? new TimeoutException("lost") : null;
        var sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 2));

        await Service.StartAsync(Token);
        await Rig.Queue.Idle;

        Assert.Equal([false, true, true, false, false], Rig.Queue.Requests.Select(request => request.IsRepeated));
        Assert.All(Rig.Queue.Requests, request => Assert.Equal(("silo-1", 1), (request.Silo, request.Slot)));
        Assert.All(
            await Rig.Store.Reader.TrialsAsync(sweep, Token),
            trial => Assert.Equal((TrialStatus.Completed, 1), (trial.Status, trial.Attempts)));
    }

    [Fact]
    public async Task Slot_WithATrialItCannotTrain_HandsItBackWithTheReasonAndGoesOnWithOtherSweeps()
    {
        var (hurt, healthy) = (
            await Rig.Store.SubmitAsync(TestStore.Spec(trials: 3)),
            await Rig.Store.SubmitAsync(TestStore.Spec(trials: 2, name: "healthy")));
        Rig.Trainable.OnBegin = trial =>
        {
            if (trial.Sweep == "sizes") { throw new SherlockException("'/books' is not there.", SherlockException.OutOfReach); }
        };

        await Service.StartAsync(Token);
        await Rig.Queue.Idle;

        Assert.Equal(
            ["hand back: '/books' is not there.", "finish Completed", "finish Completed"],
            Rig.Ends.Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["Warning: Trial sizes/1 cannot be trained on this machine and is left to others: '/books' is not there."], Rig.Lines);
        Assert.Equal([hurt], Rig.Queue.Requests.Last().PassedBy);
        Assert.Equal(SweepStatus.Completed, await Rig.Store.StatusAsync(healthy));
        Assert.Equal(1, (await Rig.Store.Reader.TrialsAsync(hurt, Token)).Sum(trial => trial.Attempts));
    }

    [Fact]
    public async Task Slot_WhoseDiskIsFullAtACheckpoint_KeepsThePointsAndLeavesTheTrialToOthers()
    {
        Rig.Trainable.SaveFails = new SherlockException("The disk is full.", SherlockException.OutOfReach);

        // Its last step is its best, so that it writes nothing before it.
        Rig.Trainable.Value = step => step == 4 ? 1 : double.NaN;
        var sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1));

        await Service.StartAsync(Token);
        await Rig.Queue.Idle;

        Assert.Equal(["hand back: The disk is full."], Rig.Ends);
        Assert.Equal([sweep], Rig.Queue.Requests.Last().PassedBy);
        Assert.Equal([1L, 2, 3, 4], (await Rig.Store.Reader.SeriesAsync(new(sweep, 1), Token))["val/loss"].Select(point => point.Step));
    }

    [Fact]
    public async Task Slot_WithLogsThatCannotBeWritten_TrainsAllTheSameAndSaysSoOnce()
    {
        await File.WriteAllTextAsync(Rig.Options.LogsFolder, "in the way", Token);
        var sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 5));

        await Service.StartAsync(Token);
        await Rig.Queue.Idle;

        Assert.Equal(SweepStatus.Completed, await Rig.Store.StatusAsync(sweep));
        Assert.Contains("TensorBoard files of trial 1, attempt 1 cannot be written", Assert.Single(Rig.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slot_WithAnErrorNobodyThoughtOf_LeavesTheTrialAndGoesOn()
    {
        _untidy = 1;
        await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1));
        var healthy = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 2, name: "healthy"));

        await Service.StartAsync(Token);
        await Rig.Queue.Idle.WaitAsync(Token);

        Assert.Equal(SweepStatus.Completed, await Rig.Store.StatusAsync(healthy));
        Assert.False(_failure.Task.IsCompleted);
    }

    [Fact]
    public async Task Stop_WhileNothingAnswers_GivesUpWhenTheHostDoes()
    {
        Rig.Trainable.TotalSteps = long.MaxValue;
        var asked = new TaskCompletionSource();
        Rig.ReportFails = _ =>
        {
            asked.TrySetResult();
            return new TimeoutException("no answer");
        };
        await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1));
        await Service.StartAsync(Token);
        await asked.Task.InTimeAsync();

        var error = await Assert.ThrowsAsync<SherlockException>(() => Service.StopAsync(new CancellationToken(canceled: true)));

        Assert.Equal(
            "1 trial(s) could not be handed back in time; the other silos take them back, from their last checkpoints.", error.Message);

        await Service.StopAsync(Token).InTimeAsync();
        Assert.False(_failure.Task.IsCompleted);
    }

    [Fact]
    public async Task Slot_WithTrialsOfNoSteps_EndsThemWithoutAReport()
    {
        Rig.Trainable.TotalSteps = 0;
        var sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 3));

        await Service.StartAsync(Token);
        await Rig.Queue.Idle;

        Assert.Equal(SweepStatus.Completed, await Rig.Store.StatusAsync(sweep));
        Assert.Empty(Rig.Reports);
        Assert.False(Directory.Exists(Rig.Options.LogsFolder));
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await SlotRig.CreateClusteredAsync(
            checkpoints: rig => new ChangedCheckpoints(new FolderCheckpoints(new(rig.Options.CheckpointsFolder)))
            {
                OnTidy = () => { if (_untidy-- > 0) { throw new ArgumentException("Null character in path."); } },
            });
        _service = Rig.Service(_failure);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.StopAsync(CancellationToken.None);
        Service.Dispose();
        await Rig.DisposeAsync();
    }
}
