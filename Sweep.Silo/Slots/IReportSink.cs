using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Slots;

/// <summary>Takes what training on the slot's thread reports.</summary>
internal interface IReportSink
{
    /// <summary>Adds what one step reports. Never waits: if the database is unavailable, training is not slowed.</summary>
    void Put(StepReport news);

    /// <summary>Marks the end of training: nothing follows.</summary>
    void Complete();
}

/// <summary>What training reports after a step.</summary>
/// <param name="Progress">The progress of the trial.</param>
/// <param name="Points">The step's points.</param>
/// <param name="Summary">What the step has in addition to its points.</param>
/// <param name="Checkpoint">A checkpoint that was written after the points.</param>
/// <param name="Vectors">The current word vectors; only the newest are kept.</param>
internal sealed record StepReport(
    TrainingProgress Progress,
    ImmutableArray<MetricPoint> Points,
    StepSummary? Summary = null,
    CheckpointInfo? Checkpoint = null,
    WordVectors? Vectors = null);

/// <param name="Step">Optimizer updates made so far.</param>
/// <param name="TotalSteps">Optimizer updates of the whole trial.</param>
internal readonly record struct TrainingProgress(long Step, long TotalSteps);
