using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>
/// Steers sweeps: through their grains where there is a cluster, else in the database of a data folder. What was asked for once is carried out once, however
/// often an answer is lost on the way.
/// </summary>
public interface ISteering
{
    /// <summary>Stores a sweep and its trials; one that is there already stays as it is.</summary>
    /// <exception cref="SherlockException">Out of reach, or there is no cluster to train it.</exception>
    Task SubmitAsync(Guid sweep, SweepSpec spec, int priority, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.CancelAsync"/>
    Task CancelAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.PauseAsync"/>
    Task PauseAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.ResumeAsync"/>
    Task ResumeAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.RetryAsync"/>
    Task<int> RetryAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISweepGrain.ExtendAsync"/>
    Task<int> ExtendAsync(Guid sweep, SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken);
}
