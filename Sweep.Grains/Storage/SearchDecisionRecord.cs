using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>A row of <c>search_decisions</c>: one step of a search. It never changes.</summary>
internal sealed class SearchDecisionRecord
{
    public Guid SweepId { get; init; }

    /// <summary>Its place among the sweep's decisions, from 1. As a part of the key it keeps two processes from deciding at once.</summary>
    public int Number { get; init; }

    public DecisionKind Kind { get; init; }

    /// <summary>The trial that it is about, the first one of several seeds; null if it is about the sweep.</summary>
    public int? Trial { get; init; }

    /// <summary>JSON: the hyperparameters that a proposed combination has.</summary>
    public string? Cell { get; init; }

    /// <summary>JSON: why.</summary>
    public required string Reason { get; init; }

    /// <summary>The level of the resource until which the trial trains, or at which it is held; null if none is set.</summary>
    public long? Level { get; init; }

    /// <summary>The virtual time of a repeatable decision about early stopping, in units of the resource; null for others.</summary>
    public long? Tick { get; init; }

    public DateTimeOffset Time { get; init; }
}
