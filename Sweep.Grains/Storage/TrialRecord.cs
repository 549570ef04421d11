using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// A row of <c>trials</c>. Besides what defines the trial it keeps what live tables show (best, last, latest, progress), so that they need one query.
/// </summary>
internal sealed class TrialRecord
{
    public Guid SweepId { get; init; }

    public int Number { get; init; }

    /// <summary>Changed by <see cref="Apply"/> alone.</summary>
    public TrialStatus Status { get; private set; }

    /// <summary>JSON, in snake case.</summary>
    public required string Hyperparameters { get; init; }

    /// <summary>SHA-256 of the hyperparameters: with the sweep and the seed it is unique, so no combination is stored twice.</summary>
    public required string CellHash { get; init; }

    public int Seed { get; init; }

    /// <summary>The newest attempt's number, 0 before the first: the fencing token.</summary>
    public int Attempt { get; set; }

    /// <summary>Attempts that ended by an error; lost and handed-back ones do not count.</summary>
    public int Failures { get; set; }

    /// <summary>Never NaN; null before the first point.</summary>
    public double? BestValue { get; set; }

    public long? BestStep { get; set; }

    /// <summary>Null with a step beside it stands for NaN, which SQLite cannot store.</summary>
    public double? LastValue { get; set; }

    public long? LastStep { get; set; }

    /// <summary>JSON: the newest value of each metric by name.</summary>
    public string Latest { get; set; } = "{}";

    public long Step { get; set; }

    /// <summary>
    /// The highest step whose points are stored. Points up to it are not stored again: neither a report that is repeated nor an attempt that goes on from
    /// an earlier checkpoint doubles a point.
    /// </summary>
    public long StoredStep { get; set; }

    public long TotalSteps { get; set; }

    /// <summary>Epochs done.</summary>
    public int Epoch { get; set; }

    /// <summary>Wall time in attempts up to <see cref="ReportedAt"/>.</summary>
    public double Seconds { get; set; }

    /// <summary>The last claim or report.</summary>
    public DateTimeOffset? ReportedAt { get; set; }

    public string? WeightsHash { get; set; }

    public string? Reason { get; set; }

    /// <summary>The silo that trains it, or trained it last.</summary>
    public string? Silo { get; set; }

    /// <summary>The slot of that silo, from 1.</summary>
    public int? Slot { get; set; }

    /// <summary>A person wants it paused: its slot is told at its next report.</summary>
    public bool PauseRequested { get; private set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Carries out an event that is known to be possible.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public void Apply(TrialEvent happened) =>
        (Status, PauseRequested) = TrialLifecycle.Transition(Status, PauseRequested, happened)
            ?? throw new InvalidOperationException($"'{happened}' is not possible for a trial that is {Status}.");
}
