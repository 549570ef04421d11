using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// A row of <c>trials</c>. In addition to what defines the trial it has what live tables show (best, last, latest, progress), so that they
/// need only one query.
/// </summary>
internal sealed class TrialRecord
{
    public Guid SweepId { get; init; }

    public int Number { get; init; }

    /// <summary>Changed only by <see cref="Apply"/>.</summary>
    public TrialStatus Status { get; private set; }

    /// <summary>JSON, in snake case.</summary>
    public required string Hyperparameters { get; init; }

    /// <summary>SHA-256 of the hyperparameters: with the sweep and the seed it is unique, so no combination is stored twice.</summary>
    public required string CellHash { get; init; }

    public int Seed { get; init; }

    /// <summary>The newest attempt's number, 0 before the first: the fencing token.</summary>
    public int Attempt { get; set; }

    /// <summary>The number of attempts that ended by an error. Lost and handed-back ones do not count.</summary>
    public int Failures { get; set; }

    /// <summary>Never NaN; null before the first point.</summary>
    public double? BestValue { get; set; }

    public long? BestStep { get; set; }

    /// <summary>If null although its step is set, the value is NaN, which SQLite cannot store.</summary>
    public double? LastValue { get; set; }

    public long? LastStep { get; set; }

    /// <summary>JSON: the newest value of each metric by name.</summary>
    public string Latest { get; set; } = "{}";

    public long Step { get; set; }

    /// <summary>
    /// The highest step whose points are stored. Points up to it are not stored again, so neither a repeated report nor an attempt that
    /// continues from an earlier checkpoint doubles a point.
    /// </summary>
    public long StoredStep { get; set; }

    public long TotalSteps { get; set; }

    /// <summary>The number of finished epochs.</summary>
    public int Epoch { get; set; }

    /// <summary>
    /// The level of the resource at which the search looks at the trial next: its attempt ends there. Null if it trains to its end. A trial
    /// of a grid that waits for the search has 0.
    /// </summary>
    public long? Until { get; set; }

    /// <summary>JSON: the trial's values at the levels that it has passed, of a sweep with early stopping; null before the first.</summary>
    public string? Rungs { get; set; }

    /// <summary>
    /// The estimated cost, positive, in a unit of the trainable's own. Null if it is not known, or if the sweep has another order.
    /// </summary>
    public double? Cost { get; init; }

    /// <summary>Wall time in attempts up to <see cref="ReportedAt"/>.</summary>
    public double Seconds { get; set; }

    /// <summary>The time of the last assignment or report.</summary>
    public DateTimeOffset? ReportedAt { get; set; }

    public string? WeightsHash { get; set; }

    public string? Reason { get; set; }

    /// <summary>The silo that trains it, or trained it last.</summary>
    public string? Silo { get; set; }

    /// <summary>The slot of that silo, from 1.</summary>
    public int? Slot { get; set; }

    /// <summary>
    /// The seconds for which the trial may be silent, if a program trains it that asked for it over HTTP; null if a silo trains it.
    /// </summary>
    public int? LeaseSeconds { get; set; }

    /// <summary>Whether a user wants the trial paused: its slot is told at its next report.</summary>
    public bool PauseRequested { get; private set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Applies an event that is known to be possible.</summary>
    /// <exception cref="InvalidOperationException">The event is not possible in this state.</exception>
    public void Apply(TrialEvent happened) =>
        (Status, PauseRequested) = TrialLifecycle.Transition(Status, PauseRequested, happened)
            ?? throw new InvalidOperationException($"'{happened}' is not possible for a trial that is {Status}.");
}
