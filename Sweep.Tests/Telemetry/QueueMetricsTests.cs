using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Telemetry;

/// <summary>What the queue shows of the whole database, and how long trials waited.</summary>
public sealed class QueueMetricsTests : StoreTests, IDisposable
{
    private const string Waiting = "sweep.queue.waiting.time";

    private readonly TestMeters _meters = new();

    [Fact]
    public async Task Census_OfRunningAndPausedSweeps_ShowsEveryStatusAndWhatWaits()
    {
        var (runs, paused) = (
            await Store.SubmitAsync(TestStore.Spec(trials: 3)),
            await Store.SubmitAsync(TestStore.Spec(trials: 2, name: "other")));
        await Store.Sweeps.PauseAsync(paused, SteeringRequest.New(), Token);
        await Store.AssignAsync(new(runs, 1));
        var census = new TrialCountPoll(Store.Trials, new(_meters), Store.Clock);
        Assert.Empty(_meters.Gauges());

        await census.TakeAsync(Token);

        var gauges = _meters.Gauges();
        Assert.Equal(
            (4, 1, 0),
            (gauges["sweep.trials{status=pending}"], gauges["sweep.trials{status=running}"], gauges["sweep.trials{status=failed}"]));
        Assert.Equal(2, gauges["sweep.queue.length"]);

        // The queue moves to another silo.
        census.End();
        Assert.Empty(_meters.Gauges());
    }

    [Fact]
    public async Task Census_ThatFailed_IsNotTakenAgainForAMinute()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        var census = new TrialCountPoll(Store.Trials, new(_meters), Store.Clock);
        await Store.QueryAsync("ALTER TABLE sweeps RENAME COLUMN status TO kept_back");
        await Assert.ThrowsAnyAsync<Exception>(() => census.TakeAsync(Token));
        await Store.QueryAsync("ALTER TABLE sweeps RENAME COLUMN kept_back TO status");
        Store.Clock.Advance(TimeSpan.FromSeconds(59));

        await census.TakeAsync(Token);

        Assert.Empty(_meters.Gauges());
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await census.TakeAsync(Token);
        Assert.Equal(3, _meters.Gauges()["sweep.queue.length"]);
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(sweep));
    }

    [Fact]
    public void End_OfAQueueThatHasASuccessorHere_LeavesTheSuccessorsGauges()
    {
        var metrics = new QueueMetrics(_meters);
        var (before, after) = (new object(), new object());
        metrics.Show(before, new([], 1));
        metrics.Show(after, new([], 7));

        metrics.Hide(before);

        Assert.Equal(7, _meters.Gauges()["sweep.queue.length"]);
    }

    [Fact]
    public async Task Pump_ServingTrials_MeasuresFromTheSubmissionOn()
    {
        await Store.SubmitAsync(TestStore.Spec(trials: 2));
        var dispatcher = NewDispatcher();
        Store.Clock.Advance(TimeSpan.FromSeconds(3));
        await ServeAsync(dispatcher, 1);
        Store.Clock.Advance(TimeSpan.FromSeconds(4));
        await ServeAsync(dispatcher, 2);

        Assert.Equal((2, 3 + 7), (_meters.Count(Waiting), _meters.Sum(Waiting)));
    }

    [Fact]
    public async Task Pump_ServingATrialAgain_MeasuresFromTheEndOfItsAttemptOn()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        var dispatcher = NewDispatcher();
        await ServeAsync(dispatcher, 1);
        Store.Clock.Advance(TimeSpan.FromSeconds(100));
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        Store.Clock.Advance(TimeSpan.FromSeconds(2));

        dispatcher.Pending.MarkStale();
        await ServeAsync(dispatcher, 2);

        Assert.Equal((2, 0 + 2), (_meters.Count(Waiting), _meters.Sum(Waiting)));
    }

    [Fact]
    public async Task Pump_AfterAPauseOfTheSweep_DoesNotCountThePause()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 1));
        var dispatcher = NewDispatcher();
        await Store.Sweeps.PauseAsync(sweep, SteeringRequest.New(), Token);
        var served = ServeAsync(dispatcher, 1);
        Store.Clock.Advance(TimeSpan.FromHours(1));
        await Store.Sweeps.ResumeAsync(sweep, SteeringRequest.New(), Token);

        dispatcher.Pending.MarkStale();
        await dispatcher.RunAsync();
        await served;

        Assert.Equal((1, 0), (_meters.Count(Waiting), _meters.Sum(Waiting)));
    }

    public void Dispose() => _meters.Dispose();

    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();

    private TrialDispatcher NewDispatcher() => new(Store.Trials, new(new(_meters), Store.Clock));

    private static async Task ServeAsync(TrialDispatcher dispatcher, int slot)
    {
        var waiting = dispatcher.Waiting.Join(new TrialRequest("silo-1", slot));
        await dispatcher.RunAsync();
        await waiting.Answer.Task.InTimeAsync();
    }
}
