using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Api;

/// <summary>Steers and submits in a store, as the grains do.</summary>
internal sealed class StoreSteering(SweepStore store) : ISteering, ISubmission
{
    public Task CancelAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        store.CancelAsync(sweep, request, cancellationToken);

    public Task PauseAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        store.PauseAsync(sweep, request, cancellationToken);

    public Task ResumeAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        store.ResumeAsync(sweep, request, cancellationToken);

    public Task<int> RetryAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        store.RetryAsync(sweep, request, cancellationToken);

    public Task PrioritizeAsync(Guid sweep, SteeringRequest request, int priority, CancellationToken cancellationToken) =>
        store.PrioritizeAsync(sweep, request, priority, cancellationToken);

    public async Task<DeletedSweep> DeleteAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken)
    {
        var deleted = await store.MarkDeletedAsync(sweep, request, isAbandoned: false, cancellationToken);
        await store.RemoveDeletedAsync(sweep, TimeSpan.MaxValue, cancellationToken);
        return deleted;
    }

    public Task<int> PruneAsync(Guid sweep, SteeringRequest request, int keep, CancellationToken cancellationToken) =>
        store.PruneAsync(sweep, request, keep, cancellationToken);

    public Task<int> ExtendAsync(Guid sweep, SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken) =>
        store.ExtendAsync(sweep, request, spec, cancellationToken);

    public Task ExtendSearchAsync(Guid sweep, SteeringRequest request, SearchBudget more, CancellationToken cancellationToken) =>
        store.ExtendSearchAsync(sweep, request, more, cancellationToken);

    public Task SubmitAsync(Guid sweep, SweepSpec spec, int priority, string by, CancellationToken cancellationToken) =>
        store.SubmitAsync(sweep, spec, priority, by, cancellationToken);
}
