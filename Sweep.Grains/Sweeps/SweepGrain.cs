using Orleans.Placement;
using Sweep.Grains.Queue;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Sweeps;

/// <summary>Owns one sweep. The database is the truth: this grain writes to it, and tells the queue when there is work.</summary>
[GrainType("sweep"), Immovable]
internal sealed class SweepGrain(SweepStore store) : Grain, ISweepGrain
{
    private Guid Id => this.GetPrimaryKey();

    public async Task SubmitAsync(SweepSpec spec, CancellationToken cancellationToken = default)
    {
        await store.SubmitAsync(Id, spec, cancellationToken);

        // Also when it was there already: the call may repeat one that died before its nudge.
        await NudgeAsync();
    }

    public Task CancelAsync(CancellationToken cancellationToken = default) => store.CancelAsync(Id, trial: null, cancellationToken);

    public async Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        await store.ResumeAsync(Id, cancellationToken);
        await NudgeAsync();
    }

    // The write that ended the trial completes the sweep too, unless two last trials ended at once and neither saw the other.
    public Task TrialEndedAsync(int trial, CancellationToken cancellationToken = default) => store.CompleteAsync(Id, cancellationToken);

    private Task NudgeAsync() => GrainFactory.GetGrain<ITrialQueueGrain>(0).NudgeAsync();
}
