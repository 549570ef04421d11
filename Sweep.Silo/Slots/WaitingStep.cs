using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Slots;

/// <summary>What an attempt reports after a step, until it is stored.</summary>
/// <param name="Step">Steps made so far.</param>
/// <param name="TotalSteps">Steps of the whole trial; 0 while that is unknown.</param>
/// <param name="Points">The step's points.</param>
/// <param name="Summary">What the step has in addition to its points.</param>
/// <param name="Checkpoints">Checkpoints that were written after the points. Default: none.</param>
/// <param name="Vectors">The current word vectors; only the newest are kept.</param>
internal sealed record WaitingStep(
    long Step,
    long TotalSteps,
    ImmutableArray<MetricPoint> Points,
    StepSummary? Summary = null,
    WrittenCheckpoints Checkpoints = default,
    WordVectors? Vectors = null)
{
    /// <summary>
    /// Steps since the points before, noted while the report waits (<see cref="PendingSteps"/>). Null if unknown, as for the first points
    /// of an attempt that continues from a checkpoint.
    /// </summary>
    public long? Covers { get; init; }
}
