using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Slots;

/// <summary>What training reports after a step.</summary>
/// <param name="Step">Optimizer updates made so far.</param>
/// <param name="TotalSteps">Optimizer updates of the whole trial.</param>
/// <param name="Points">The step's points.</param>
/// <param name="Summary">What the step has in addition to its points.</param>
/// <param name="Checkpoint">A checkpoint that was written after the points.</param>
/// <param name="Vectors">The current word vectors; only the newest are kept.</param>
internal sealed record StepReport(
    long Step,
    long TotalSteps,
    ImmutableArray<MetricPoint> Points,
    StepSummary? Summary = null,
    CheckpointInfo? Checkpoint = null,
    WordVectors? Vectors = null)
{
    /// <summary>
    /// Steps since the points before, noted while the report waits (<see cref="PendingSteps"/>). Null if unknown, as for the first points
    /// of an attempt that continues from a checkpoint.
    /// </summary>
    public long? Covers { get; init; }
}
