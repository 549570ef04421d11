using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>
/// Steers sweeps: through their grains if there is a cluster, otherwise in the database of a data folder. Each request is carried out once,
/// even if its answer is lost and the caller repeats it.
/// </summary>
public interface ISteering
{
    /// <inheritdoc cref="ISweepGrain.CancelAsync"/>
    Task CancelAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.PauseAsync"/>
    Task PauseAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.ResumeAsync"/>
    Task ResumeAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.RetryAsync"/>
    Task<int> RetryAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.PrioritizeAsync"/>
    Task PrioritizeAsync(Guid sweep, SteeringRequest request, int priority, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.DeleteAsync"/>
    Task<DeletedSweep> DeleteAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.PruneAsync"/>
    Task<int> PruneAsync(Guid sweep, SteeringRequest request, int keep, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.ExtendAsync"/>
    Task<int> ExtendAsync(Guid sweep, SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.ExtendSearchAsync"/>
    Task ExtendSearchAsync(Guid sweep, SteeringRequest request, SearchBudget more, CancellationToken cancellationToken);
}

/// <summary>Hands new sweeps to a cluster, whose silos train them by themselves.</summary>
public interface ISubmission
{
    /// <summary>Stores a sweep and its trials; does nothing if the sweep exists.</summary>
    /// <param name="by">The submitter, as in <see cref="SteeringRequest.By"/>.</param>
    /// <exception cref="Grains.SherlockException">The cluster is out of reach.</exception>
    Task SubmitAsync(Guid sweep, SweepSpec spec, int priority, string by, CancellationToken cancellationToken);
}
