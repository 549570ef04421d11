using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Owns one trial: its status, its attempt and its series. Keyed by <see cref="TrialId.ToString"/>. The training itself lives in a slot, so the
/// grain may die and be activated elsewhere at any moment: it loads from the database and writes to it.
/// Every call names its attempt, and changes nothing if that attempt is over. All are safe to repeat.
/// </summary>
[Alias("sweep.trial")]
public interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>How long a caller waits for an answer before it asks again: a silo may die with the call.</summary>
    private const string Patience = "00:00:10";

    /// <summary>Stores points, progress and checkpoint of an attempt, all or nothing.</summary>
    [Alias("report"), ResponseTimeout(Patience)]
    Task<TrialDecision> ReportAsync(TrialReport report, CancellationToken cancellationToken = default);

    /// <summary>Ends the attempt as its slot says. A failed one goes back to Pending until its retries are used up.</summary>
    /// <returns>The trial's status now; null if the attempt was over before.</returns>
    [Alias("finish"), ResponseTimeout(Patience)]
    Task<TrialStatus?> FinishAsync(int attempt, TrialOutcome outcome, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives the trial back, because its slot stops or because it is to be paused: it is Paused if a person wants that, else Pending. Not counted as a
    /// failure.
    /// </summary>
    /// <param name="reason">Why the slot cannot train it; null where it could.</param>
    [Alias("hand-back"), ResponseTimeout(Patience)]
    Task HandBackAsync(int attempt, string? reason = null, CancellationToken cancellationToken = default);
}
