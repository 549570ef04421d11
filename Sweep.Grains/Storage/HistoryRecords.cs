using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>A row of <c>attempts</c>: one execution of a trial.</summary>
internal sealed class AttemptRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public int Number { get; init; }

    public required string Silo { get; init; }

    /// <summary>The step of the checkpoint that it continued from; 0 for the beginning.</summary>
    public long FromStep { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Null while it runs.</summary>
    public AttemptEnd? Outcome { get; set; }

    public string? Reason { get; set; }

    /// <summary>The kind of processor that trained it; null if unknown.</summary>
    public string? Processor { get; init; }
}

/// <summary>A row of <c>metrics</c>. A trial's rows are stored in ascending order of steps, and all rows of a step at once.</summary>
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

/// <summary>A row of <c>summaries</c>: what a step has in addition to its metrics. Stored together with them.</summary>
internal sealed class SummaryRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public long Step { get; init; }

    /// <summary>Histograms and texts, as JSON.</summary>
    public required string Content { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A row of <c>checkpoints</c>: the newest and the best of a trial are kept.</summary>
internal sealed class CheckpointRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public long Step { get; init; }

    public int Attempt { get; init; }

    public required string Location { get; init; }

    public long Bytes { get; init; }

    /// <summary>In hexadecimal; null if a version of the program wrote it that computed none.</summary>
    public string? Sha256 { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A row of <c>checkpoint_parts</c>: a part of a checkpoint whose bytes are in the database.</summary>
internal sealed class CheckpointPartRecord
{
    public Guid SweepId { get; init; }

    public int Trial { get; init; }

    public long Step { get; init; }

    /// <summary>The part's position, from 0.</summary>
    public int Part { get; init; }

    public required byte[] Data { get; init; }
}

/// <summary>A row of <c>requests</c>: a steering call that was carried out, so that a repetition of it is not carried out again.</summary>
internal sealed class RequestRecord
{
    public Guid Id { get; init; }

    public Guid SweepId { get; init; }

    public required string Verb { get; init; }

    /// <summary>Null if the request was for the whole sweep.</summary>
    public int? Trial { get; init; }

    /// <summary>The number of rows that it changed, with which a repetition is answered.</summary>
    public int Answer { get; init; }

    public DateTimeOffset Time { get; init; }
}

/// <summary>A row of <c>events</c>: something that happened, shown to users.</summary>
internal sealed class EventRecord
{
    public long Id { get; init; }

    public DateTimeOffset Time { get; init; }

    public Guid SweepId { get; init; }

    /// <summary>Null if the event is about the whole sweep.</summary>
    public int? Trial { get; init; }

    public EventKind Kind { get; init; }

    public string? Text { get; init; }

    /// <summary>Who wanted it: the name of a token, or of the user of a command line. Null if it happened by itself.</summary>
    public string? By { get; init; }
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
    Held,
    Promoted,

    /// <summary>A search could not propose. The next decision says that it can again.</summary>
    NotProposed,

    /// <summary>A person gave the sweep another priority.</summary>
    Prioritized,

    /// <summary>Checkpoints of trials that had ended were removed, because a person wanted that, or because of their age.</summary>
    CheckpointsRemoved,
}

/// <summary>The columns of the view <c>best_trials</c> that readers need.</summary>
internal sealed class RankedTrial
{
    public required string Sweep { get; init; }

    public int Rank { get; init; }

    public int Trial { get; init; }
}
