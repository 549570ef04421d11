using System.Collections.Immutable;
using Orleans.Concurrency;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Owns one sweep, keyed by its id: expands the grid or runs the search, stores its trials, and steers it. Every call is safe to repeat.
/// </summary>
[Alias("sweep.sweep")]
public interface ISweepGrain : IGrainWithGuidKey
{
    /// <summary>How long a caller waits for an answer before it asks again, because a silo may die with the call.</summary>
    private const string AnswerTimeout = "00:00:10";

    /// <summary>Expands and stores the sweep and its trials; if the call is repeated with the same id, it changes nothing.</summary>
    /// <param name="priority">Sweeps with higher priority get slots first; 0 is normal.</param>
    /// <param name="by">The submitter, as in <see cref="SteeringRequest.By"/>.</param>
    [Alias("submit"), ResponseTimeout("00:02:00")]
    Task SubmitAsync(SweepSpec spec, int priority = 0, string? by = null, CancellationToken cancellationToken = default);

    /// <summary>Cancels all trials that are not final, and with them the sweep; or cancels one trial.</summary>
    [Alias("cancel"), ResponseTimeout(AnswerTimeout)]
    Task CancelAsync(SteeringRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stops assigning the sweep's trials (or this trial); running trials write a checkpoint and free their slots within a second or two.
    /// </summary>
    [Alias("pause"), ResponseTimeout(AnswerTimeout)]
    Task PauseAsync(SteeringRequest request, CancellationToken cancellationToken = default);

    /// <summary>Resumes a paused or interrupted sweep and its paused trials, or one paused trial. Final trials stay final.</summary>
    [Alias("resume"), ResponseTimeout(AnswerTimeout)]
    Task ResumeAsync(SteeringRequest request, CancellationToken cancellationToken = default);

    /// <summary>Trains the failed trials again, or one of them, from their last checkpoints and with their failure counts reset.</summary>
    /// <returns>The number of failed trials.</returns>
    [Alias("retry"), ResponseTimeout(AnswerTimeout)]
    Task<int> RetryAsync(SteeringRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives the sweep another priority: sweeps with a higher one get slots first. Trials that run are not stopped.</summary>
    [Alias("prioritize"), ResponseTimeout(AnswerTimeout)]
    Task PrioritizeAsync(SteeringRequest request, int priority, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds the combinations of another grid that the sweep does not have yet; if the sweep is finished, it continues with them. A search
    /// takes the settings of the other one over, and continues with them.
    /// </summary>
    /// <returns>The number of added trials; for a search the number of settings that changed.</returns>
    /// <exception cref="SherlockException">
    /// The grid has another corpus or objective, the search another space, or the sweep was cancelled.
    /// </exception>
    [Alias("extend"), ResponseTimeout("00:02:00")]
    Task<int> ExtendAsync(SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Gives the search of the sweep more trials, hours or steps; if it has ended, it continues with them.</summary>
    /// <exception cref="SherlockException">The sweep is no search, was cancelled, or another limit leaves no room.</exception>
    [Alias("extend-search"), ResponseTimeout(AnswerTimeout)]
    Task ExtendSearchAsync(SteeringRequest request, SearchBudget more, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes the sweep with all that belongs to it, if it is not being trained. The rows of a large one may be gone only some time after
    /// the answer.
    /// </summary>
    /// <exception cref="SherlockException">There is no such sweep, or it is being trained.</exception>
    [Alias("delete"), ResponseTimeout(AnswerTimeout)]
    Task<DeletedSweep> DeleteAsync(SteeringRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes the checkpoints of the trials that have ended, except those of the best completed ones.</summary>
    /// <param name="keep">How many trials keep their checkpoints, from 0.</param>
    /// <returns>The number of trials whose checkpoints were removed.</returns>
    [Alias("prune"), ResponseTimeout("00:02:00")]
    Task<int> PruneAsync(SteeringRequest request, int keep, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets the search of the sweep promote or propose trials, as many as slots wait. They are stored as Pending together with the
    /// decisions that made them. If the search is over, the sweep ends with its last trial.
    /// </summary>
    /// <param name="wanted">
    /// The number of trials that are wanted; the seeds of a combination come together. 0: it decides only what needs no slot.
    /// </param>
    /// <returns>The numbers of these trials; none if the search waits for results, is over, or does not run.</returns>
    [Alias("propose"), ResponseTimeout("00:02:00")]
    Task<ImmutableArray<int>> ProposeAsync(int wanted, CancellationToken cancellationToken = default);

    /// <summary>Says that a trial has passed a level at which it may end while it trains. The search decides that now.</summary>
    [Alias("judge"), ResponseTimeout(AnswerTimeout)]
    Task JudgeAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Says that a trial of the sweep has ended, or is held. When the last one ends, the sweep is Completed. If the sweep searches, slots
    /// that wait learn that it may propose more. The call interleaves with others, because many come at once.
    /// </summary>
    [Alias("trial-ended"), ResponseTimeout(AnswerTimeout), AlwaysInterleave]
    Task TrialEndedAsync(int trial, CancellationToken cancellationToken = default);
}
