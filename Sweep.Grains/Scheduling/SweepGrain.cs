using System.Collections.Immutable;
using Orleans.Placement;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Scheduling;

/// <summary>Owns one sweep. The database holds the state; this grain writes to it, and tells the queue when there is work.</summary>
[GrainType("sweep"), Immovable]
internal sealed class SweepGrain(SweepStore store, TimeProvider clock) : Grain, ISweepGrain
{
    /// <summary>How long a caller waits while rows are removed. The queue removes what is left.</summary>
    private static readonly TimeSpan _removal = TimeSpan.FromSeconds(3);

    private CoalescedRead? _end;
    private SearchSteps? _search;
    private bool? _isSearching;

    private Guid Id => this.GetPrimaryKey();

    private SearchSteps Search => _search ??= new(Id, store, clock);

    public async Task SubmitAsync(SweepSpec spec, int priority = 0, string? by = null, CancellationToken cancellationToken = default)
    {
        if (spec.WithLag(1) != spec) { spec = spec.WithLag(await GrainFactory.GetGrain<ITrialQueueGrain>(0).SlotsAsync()); }
        await store.SubmitAsync(Id, spec, priority, by, cancellationToken);

        // Also if the sweep exists already: the call may repeat one that died before its nudge.
        await NudgeAsync();
    }

    public async Task CancelAsync(SteeringRequest request, CancellationToken cancellationToken = default)
    {
        await store.CancelAsync(Id, request, cancellationToken);

        // A search may have waited for the trial.
        if (request.Trial is not null)
        {
            await NudgeAsync();
            await EndSearchAsync();
        }
    }

    public Task PauseAsync(SteeringRequest request, CancellationToken cancellationToken = default) =>
        store.PauseAsync(Id, request, cancellationToken);

    public async Task ResumeAsync(SteeringRequest request, CancellationToken cancellationToken = default)
    {
        await store.ResumeAsync(Id, request, cancellationToken);
        await NudgeAsync();
        await EndSearchAsync();
    }

    public async Task<int> RetryAsync(SteeringRequest request, CancellationToken cancellationToken = default)
    {
        var retried = await store.RetryAsync(Id, request, cancellationToken);
        _isSearching = null;
        await NudgeAsync();
        return retried;
    }

    public async Task PrioritizeAsync(SteeringRequest request, int priority, CancellationToken cancellationToken = default)
    {
        await store.PrioritizeAsync(Id, request, priority, cancellationToken);
        await NudgeAsync();
    }

    public async Task<int> ExtendAsync(SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken = default)
    {
        var added = await store.ExtendAsync(Id, request, spec, cancellationToken);
        _isSearching = null;
        await NudgeAsync();
        return added;
    }

    public async Task ExtendSearchAsync(SteeringRequest request, SearchBudget more, CancellationToken cancellationToken = default)
    {
        await store.ExtendSearchAsync(Id, request, more, cancellationToken);
        _isSearching = true;
        await NudgeAsync();
    }

    public async Task<DeletedSweep> DeleteAsync(SteeringRequest request, CancellationToken cancellationToken = default)
    {
        var deleted = await store.MarkDeletedAsync(Id, request, isAbandoned: false, cancellationToken);
        await store.RemoveDeletedAsync(Id, _removal, cancellationToken);

        // Nothing of it stays in memory.
        (_end, _search, _isSearching) = (null, null, null);
        DeactivateOnIdle();
        return deleted;
    }

    public Task<int> PruneAsync(SteeringRequest request, int keep, CancellationToken cancellationToken = default) =>
        store.PruneAsync(Id, request, keep, cancellationToken);

    public async Task<ImmutableArray<int>> ProposeAsync(int wanted, CancellationToken cancellationToken = default)
    {
        var trials = await Search.ProposeAsync(wanted, cancellationToken);

        // The queue waits for this answer, so the message to it is not waited for.
        if (Search.HasMore) { NudgeAsync().Ignore(); }
        return trials;
    }

    public async Task JudgeAsync(CancellationToken cancellationToken = default)
    {
        // If a trial ends, the search may have steps for another one.
        if (await Search.JudgeAsync(cancellationToken)) { await NudgeAsync(); }
    }

    public Task TrialEndedAsync(int trial, CancellationToken cancellationToken = default) => (_end ??= new(LookAsync)).TakeAsync();

    private async Task LookAsync()
    {
        if (await store.CompleteAsync(Id, CancellationToken.None)) { return; }
        if (!(_isSearching ??= await store.IsSearchingAsync(Id, CancellationToken.None))) { return; }
        await NudgeAsync();
        await EndSearchAsync();
    }

    /// <summary>
    /// Ends a search that has no open trial and must not propose more. Slots may have other work for a long time, so it does not wait for
    /// one that asks.
    /// </summary>
    private async Task EndSearchAsync()
    {
        // The call takes its turn after a proposal that goes on now, and nothing waits for it. If it fails, the next slot that asks ends
        // the search.
        if (await store.IsIdleAsync(Id, CancellationToken.None)) { this.AsReference<ISweepGrain>().ProposeAsync(0).Ignore(); }
    }

    private Task NudgeAsync() => GrainFactory.GetGrain<ITrialQueueGrain>(0).NudgeAsync();
}
