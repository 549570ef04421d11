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
/// Hands out trials in order, and takes back those whose silo is gone. It remembers nothing that the database does not know: a new activation loads what is
/// pending and goes on. Reentrant, since claims wait inside it.
/// </summary>
[GrainType("queue"), Immovable, Reentrant]
internal sealed partial class TrialQueueGrain(
    TrialStore trials, SweepStore sweeps, ISiloDirectory silos, TimeProvider clock, IHostApplicationLifetime host, QueueMetrics metrics,
    ILogger<TrialQueueGrain> logger)
    : Grain, ITrialQueueGrain, IRemindable
{
    private readonly ClaimPump _pump = new(trials, new(metrics, clock));
    private readonly TrialCensus _census = new(trials, metrics, clock);
    private readonly ClaimPatience _patience = new(clock, host.ApplicationStopping);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // In a cluster another activation may have watched until its silo died.
        if (silos.AliveSilos is not null) { StartWatch(); }
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _census.End();
        return Task.CompletedTask;
    }

    public async Task<TrialAssignment?> ClaimAsync(SlotClaim slot, CancellationToken cancellationToken = default)
    {
        var claim = _pump.Line.Join(slot);
        Pump();
        if (!claim.Answer.Task.IsCompleted) { await WaitAsync(claim, cancellationToken); }
        var assignment = await claim.Answer.Task;
        if (assignment is null || !cancellationToken.IsCancellationRequested) { return assignment; }

        // Nobody is there to train it any more.
        await trials.HandBackAsync(assignment.Trial, assignment.Attempt, reason: null, CancellationToken.None);
        Nudge();
        return null;
    }

    public Task WithdrawAsync(string silo, int slot)
    {
        _pump.Line.Withdraw(silo, slot);
        return Task.CompletedTask;
    }

    public Task NudgeAsync()
    {
        Nudge();
        return Task.CompletedTask;
    }

    private void Nudge()
    {
        _pump.Pending.MarkStale();
        Pump();
    }

    // Not awaited: whoever starts the pump is answered when its own turn comes. The pump answers for its errors itself.
    private void Pump() => _pump.RunAsync().Ignore();

    private async Task WaitAsync(Claim claim, CancellationToken cancellationToken)
    {
        if (await _patience.WaitAsync(claim.Answer.Task, cancellationToken)) { return; }

        // The back-stop for a nudge that was lost: the next claim looks into the database again.
        _pump.Pending.MarkStale();
        _pump.Line.GiveUp(claim);
    }
}
