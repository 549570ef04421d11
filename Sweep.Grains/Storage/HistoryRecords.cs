namespace Sweep.Grains.Storage;

/// <summary>A row of <c>attempts</c>: one execution of a trial.</summary>
internal sealed class AttemptRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public int Number { get; init; }

    public required string Silo { get; init; }

    /// <summary>The step of the checkpoint it went on from; 0 for the beginning.</summary>
    public long FromStep { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null while it runs.</summary>
    public AttemptEnd? Outcome { get; init; }

    public string? Reason { get; init; }
}

/// <summary>How an attempt ended.</summary>
internal enum AttemptEnd
{
    Completed,
    Pruned,
    Diverged,
    Failed,
    Cancelled,
    HandedBack,

    /// <summary>Its silo died or fell silent.</summary>
    Lost,
}

/// <summary>
/// A row of <c>metrics</c>. Its id ascends in the order of storing, the cursor of those who follow a sweep: SQLite's single writer guarantees it, a server
/// with concurrent commits would not (<see cref="SweepReader.MetricsAsync"/>).
/// </summary>
internal sealed class MetricRecord
{
    public long Id { get; init; }

    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public required string Metric { get; init; }

    public long Step { get; init; }

    /// <summary>Null stands for NaN, which SQLite cannot store.</summary>
    public double? Value { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A row of <c>checkpoints</c>: the newest two of a trial are kept.</summary>
internal sealed class CheckpointRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public long Step { get; init; }

    public int Attempt { get; init; }

    public required string Location { get; init; }

    public long Bytes { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A row of <c>events</c>: what happened, for people.</summary>
internal sealed class EventRecord
{
    public long Id { get; init; }

    public DateTimeOffset Time { get; init; }

    public Guid SweepId { get; init; }

    /// <summary>Null where the whole sweep is meant.</summary>
    public int? Trial { get; init; }

    public EventKind Kind { get; init; }

    public string? Text { get; init; }
}

internal enum EventKind
{
    Submitted,
    Claimed,
    HandedBack,
    Lost,
    Retried,
    Completed,
    Pruned,
    Diverged,
    Failed,
    Cancelled,
    Paused,
    Resumed,
}

/// <summary>A row of the view <c>best_trials</c>, as far as readers need it.</summary>
internal sealed class RankedTrial
{
    public required string Sweep { get; init; }

    public int Rank { get; init; }

    public int Trial { get; init; }
}
