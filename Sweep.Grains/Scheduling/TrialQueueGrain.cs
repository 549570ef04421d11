using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Sweep.Grains.Clustering;
using Sweep.Grains.Storage;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Assigns trials in order, and takes back those whose silo is gone. Its state is only a copy of the database: a new activation loads the
/// pending trials and continues. It is reentrant because requests wait inside it.
/// </summary>
[GrainType("queue"), Immovable, Reentrant]
internal sealed partial class TrialQueueGrain(
    TrialStore trials, SweepStore sweeps, ISiloDirectory silos, TimeProvider clock, IHostApplicationLifetime host, QueueMetrics metrics,
    Cleaner cleaner, ILogger<TrialQueueGrain> logger)
    : Grain, ITrialQueueGrain, IRemindable
{
    private readonly TrialCountPoll _counts = new(trials, metrics, clock);
    private readonly LongPolling _polling = new(clock, host.ApplicationStopping);
    private readonly SlotCount _slots = new(trials, silos, clock);

    private TrialDispatcher? _dispatcher;

    private TrialDispatcher Dispatcher => _dispatcher ??= new(
        trials,
        new(metrics, clock),
        new(
            () => trials.TrainedAsync(CancellationToken.None),
            line => LogUntrained(logger, line.Folder, line.Trainable),
            line => LogTrained(logger, line.Folder, line.Trainable)),
        new(
            (sweep, wanted) => GrainFactory.GetGrain<ISweepGrain>(sweep).ProposeAsync(wanted), Nudge,
            (line, error) => LogNotProposed(logger, line.Folder, FirstLine.Of(error)), clock));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // In a cluster another activation may have watched until its silo died.
        if (silos.AliveSilos is not null) { StartWatch(); }
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _counts.End();
        return Task.CompletedTask;
    }

    public async Task<TrialAssignment?> RequestAsync(TrialRequest request, CancellationToken cancellationToken = default)
    {
        if (request.LeaseSeconds == 0) { _slots.Add(request); }
        var waiting = Dispatcher.Waiting.Join(request);
        Dispatch();
        if (!waiting.Answer.Task.IsCompleted) { await WaitAsync(waiting, cancellationToken); }
        var assignment = await waiting.Answer.Task;
        if (assignment is null || !cancellationToken.IsCancellationRequested) { return assignment; }

        // The slot that would train it has gone.
        await trials.HandBackAsync(assignment.Trial, assignment.Attempt, reason: null, CancellationToken.None);
        Nudge();
        return null;
    }

    public Task WithdrawAsync(string silo, int slot)
    {
        Dispatcher.Waiting.Withdraw(silo, slot);
        return Task.CompletedTask;
    }

    public async Task<int> SlotsAsync() => (await SlotsOfSilosAsync()).Values.Sum();

    public Task<Dictionary<string, int>> SlotsOfSilosAsync() => _slots.CountAsync();

    public Task NudgeAsync()
    {
        Nudge();
        return Task.CompletedTask;
    }

    private void Nudge()
    {
        Dispatcher.Pending.MarkStale();
        Dispatch();
    }

    // Not awaited, because each caller gets its answer when its own turn comes. The dispatcher passes its errors to the waiting slots
    // itself.
    private void Dispatch() => Dispatcher.RunAsync().Ignore();

    private async Task WaitAsync(WaitingSlot waiting, CancellationToken cancellationToken)
    {
        if (await _polling.WaitAsync(waiting.Answer.Task, cancellationToken)) { return; }

        // In case a nudge was lost: the next request reads the database again.
        Dispatcher.Pending.MarkStale();
        Dispatcher.Waiting.GiveUp(waiting);
    }
}
