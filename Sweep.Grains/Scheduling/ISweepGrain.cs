using Orleans.Concurrency;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Scheduling;

/// <summary>Owns one sweep, keyed by its id: expands the grid, stores its trials, and steers it. Every call is safe to repeat.</summary>
[Alias("sweep.sweep")]
public interface ISweepGrain : IGrainWithGuidKey
{
    /// <summary>How long a caller waits for an answer before it asks again: a silo may die with the call.</summary>
    private const string Patience = "00:00:10";

    /// <summary>Expands and stores the sweep and its trials; a repeated call with the same id changes nothing.</summary>
    /// <param name="priority">Sweeps of a higher one get slots first; 0 is usual.</param>
    [Alias("submit"), ResponseTimeout("00:02:00")]
    Task SubmitAsync(SweepSpec spec, int priority = 0, CancellationToken cancellationToken = default);

    /// <summary>Ends all trials that are not final, and the sweep with them; or one trial.</summary>
    [Alias("cancel"), ResponseTimeout(Patience)]
    Task CancelAsync(SteeringRequest request, CancellationToken cancellationToken = default);

    /// <summary>No trial of it (or not this one) is claimed any more; running ones write a checkpoint and free their slots within a second or two.</summary>
    [Alias("pause"), ResponseTimeout(Patience)]
    Task PauseAsync(SteeringRequest request, CancellationToken cancellationToken = default);

    /// <summary>Goes on with a paused or interrupted sweep and its paused trials, or with one paused trial. What is final stays so.</summary>
    [Alias("resume"), ResponseTimeout(Patience)]
    Task ResumeAsync(SteeringRequest request, CancellationToken cancellationToken = default);

    /// <summary>Trains the failed trials again, from their last checkpoints and with a fresh count of failures.</summary>
    /// <returns>How many there were.</returns>
    [Alias("retry"), ResponseTimeout(Patience)]
    Task<int> RetryAsync(SteeringRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds the combinations of another grid that the sweep does not have yet; a finished sweep goes on with them.</summary>
    /// <returns>How many were added.</returns>
    /// <exception cref="SherlockException">Another corpus or objective, or the sweep was cancelled.</exception>
    [Alias("extend"), ResponseTimeout("00:02:00")]
    Task<int> ExtendAsync(SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken = default);

    /// <summary>A trial of it came to its end: the sweep is Completed when it was the last one. Does not wait for other calls, of which many come at once.</summary>
    [Alias("trial-ended"), ResponseTimeout(Patience), AlwaysInterleave]
    Task TrialEndedAsync(int trial, CancellationToken cancellationToken = default);
}
