using Sweep.Grains.Trials;

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

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Null while it runs.</summary>
    public AttemptEnd? Outcome { get; set; }

    public string? Reason { get; set; }

    /// <summary>The kind of the processor that trained it; null where that is not known.</summary>
    public string? Processor { get; init; }
}

/// <summary>A row of <c>metrics</c>. A trial's rows are stored in ascending order of steps, a step's rows at once.</summary>
internal sealed class MetricRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public required string Metric { get; init; }

    public long Step { get; init; }

    /// <summary>Null stands for NaN, which SQLite cannot store.</summary>
    public double? Value { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A row of <c>summaries</c>: what a step has beside its metrics. Stored with them.</summary>
internal sealed class SummaryRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public long Step { get; init; }

    /// <summary>Histograms and texts, as JSON.</summary>
    public required string Content { get; init; }

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

/// <summary>A row of <c>checkpoint_parts</c>: a piece of a checkpoint that is kept in the database itself.</summary>
internal sealed class CheckpointPartRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public long Step { get; init; }

    /// <summary>Its place, from 0.</summary>
    public int Part { get; init; }

    public required byte[] Data { get; init; }
}

/// <summary>A row of <c>requests</c>: a steering call that was carried out, so that its repetition is not.</summary>
internal sealed class RequestRecord
{
    public Guid Id { get; init; }

    public Guid SweepId { get; init; }

    public required string Verb { get; init; }

    /// <summary>Null where the whole sweep was meant.</summary>
    public int? Trial { get; init; }

    /// <summary>How many rows it changed: what a repetition answers.</summary>
    public int Answer { get; init; }

    public DateTimeOffset Time { get; init; }
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
    Extended,
}

/// <summary>A row of the view <c>best_trials</c>, as far as readers need it.</summary>
internal sealed class RankedTrial
{
    public required string Sweep { get; init; }

    public int Rank { get; init; }

    public int Trial { get; init; }
}
