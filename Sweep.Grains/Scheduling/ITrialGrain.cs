using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Owns one trial: its status, its attempt and its series. Keyed by <see cref="TrialId.ToString"/>. The training itself runs in a slot, so
/// the grain may die and be activated elsewhere at any moment: it loads from the database and writes to it. Every call names its attempt,
/// and changes nothing if that attempt is over. All calls are safe to repeat.
/// </summary>
[Alias("sweep.trial")]
public interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>How long a caller waits for an answer before it asks again, because a silo may die with the call.</summary>
    private const string AnswerTimeout = "00:00:10";

    /// <summary>Stores points, progress and checkpoint of an attempt, all or nothing.</summary>
    [Alias("report"), ResponseTimeout(AnswerTimeout)]
    Task<TrialDecision> ReportAsync(TrialReport report, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the attempt with the outcome that its slot reports. A failed trial goes back to Pending until its retries are used up.
    /// </summary>
    /// <returns>The trial's new status; null if the attempt was already over.</returns>
    [Alias("finish"), ResponseTimeout(AnswerTimeout)]
    Task<TrialStatus?> FinishAsync(int attempt, TrialOutcome outcome, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the attempt at the level of its assignment, with a checkpoint: the trial waits there until its search lets it go on.
    /// </summary>
    /// <returns>The trial's new status; null if the attempt was already over.</returns>
    [Alias("hold"), ResponseTimeout(AnswerTimeout)]
    Task<TrialStatus?> HoldAsync(int attempt, CancellationToken cancellationToken = default);

    /// <summary>
    /// Hands the trial back because its slot stops or a person wants it paused: its status becomes Paused if a person wants that, otherwise
    /// Pending. This does not count as a failure.
    /// </summary>
    /// <param name="reason">The reason why the slot cannot train it; null if it could.</param>
    [Alias("hand-back"), ResponseTimeout(AnswerTimeout)]
    Task HandBackAsync(int attempt, string? reason = null, CancellationToken cancellationToken = default);
}
