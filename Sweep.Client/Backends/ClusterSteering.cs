using Sweep.Grains.Grids;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>Submits and steers through the grains of a cluster.</summary>
internal sealed class ClusterSteering(RetryingCaller caller) : ISteering, ISubmission
{
    /// <summary>The time allowed to a silo to store one more trial; ten times what it usually takes.</summary>
    private static readonly TimeSpan _timeOfATrial = TimeSpan.FromMilliseconds(1);

    /// <summary>The time allowed to a database to remove the checkpoints of a large sweep.</summary>
    private static readonly TimeSpan _timeToPrune = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task SubmitAsync(Guid sweep, SweepSpec spec, int priority, string by, CancellationToken cancellationToken) =>
        CallAsync(sweep, (grain, token) => grain.SubmitAsync(spec, priority, by, token), Work(spec), cancellationToken);

    /// <inheritdoc/>
    public Task CancelAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        CallAsync(sweep, (grain, token) => grain.CancelAsync(request, token), TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public Task PauseAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        CallAsync(sweep, (grain, token) => grain.PauseAsync(request, token), TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public Task ResumeAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        CallAsync(sweep, (grain, token) => grain.ResumeAsync(request, token), TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public Task<int> RetryAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        caller.CallAsync(sweep, (grain, token) => grain.RetryAsync(request, token), TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public Task PrioritizeAsync(Guid sweep, SteeringRequest request, int priority, CancellationToken cancellationToken) =>
        CallAsync(sweep, (grain, token) => grain.PrioritizeAsync(request, priority, token), TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public Task<DeletedSweep> DeleteAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        caller.CallAsync(sweep, (grain, token) => grain.DeleteAsync(request, token), TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    public Task<int> PruneAsync(Guid sweep, SteeringRequest request, int keep, CancellationToken cancellationToken) =>
        caller.CallAsync(sweep, (grain, token) => grain.PruneAsync(request, keep, token), _timeToPrune, cancellationToken);

    /// <inheritdoc/>
    public Task<int> ExtendAsync(Guid sweep, SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken) =>
        caller.CallAsync(sweep, (grain, token) => grain.ExtendAsync(request, spec, token), Work(spec), cancellationToken);

    /// <inheritdoc/>
    public Task ExtendSearchAsync(Guid sweep, SteeringRequest request, SearchBudget more, CancellationToken cancellationToken) =>
        CallAsync(sweep, (grain, token) => grain.ExtendSearchAsync(request, more, token), TimeSpan.Zero, cancellationToken);

    private static TimeSpan Work(SweepSpec spec) => GridExpansion.Count(spec) * _timeOfATrial;

    private Task<bool> CallAsync(
        Guid sweep, Func<ISweepGrain, CancellationToken, Task> call, TimeSpan work, CancellationToken cancellationToken) =>
        caller.CallAsync(
            sweep,
            async (grain, token) =>
            {
                await call(grain, token);
                return true;
            },
            work,
            cancellationToken);
}
