using Orleans.Placement;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Scheduling;

/// <summary>Owns one sweep. The database holds the state; this grain writes to it, and tells the queue when there is work.</summary>
[GrainType("sweep"), Immovable]
internal sealed class SweepGrain(SweepStore store) : Grain, ISweepGrain
{
    private CoalescedRead? _end;

    private Guid Id => this.GetPrimaryKey();

    public async Task SubmitAsync(SweepSpec spec, int priority = 0, CancellationToken cancellationToken = default)
    {
        await store.SubmitAsync(Id, spec, priority, cancellationToken);

        // Also if the sweep exists already: the call may repeat one that died before its nudge.
        await NudgeAsync();
    }

    public Task CancelAsync(SteeringRequest request, CancellationToken cancellationToken = default) =>
        store.CancelAsync(Id, request, cancellationToken);

    public Task PauseAsync(SteeringRequest request, CancellationToken cancellationToken = default) =>
        store.PauseAsync(Id, request, cancellationToken);

    public async Task ResumeAsync(SteeringRequest request, CancellationToken cancellationToken = default)
    {
        await store.ResumeAsync(Id, request, cancellationToken);
        await NudgeAsync();
    }

    public async Task<int> RetryAsync(SteeringRequest request, CancellationToken cancellationToken = default)
    {
        var retried = await store.RetryAsync(Id, request, cancellationToken);
        await NudgeAsync();
        return retried;
    }

    public async Task<int> ExtendAsync(SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken = default)
    {
        var added = await store.ExtendAsync(Id, request, spec, cancellationToken);
        await NudgeAsync();
        return added;
    }

    public Task TrialEndedAsync(int trial, CancellationToken cancellationToken = default) =>
        (_end ??= new(() => store.CompleteAsync(Id, CancellationToken.None))).TakeAsync();

    private Task NudgeAsync() => GrainFactory.GetGrain<ITrialQueueGrain>(0).NudgeAsync();
}
