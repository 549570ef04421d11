using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Slots;

/// <summary>Where training, on the slot's thread, puts what there is to tell.</summary>
internal interface IReportSink
{
    /// <summary>Adds what one step has to tell. Never waits: a database that is away costs a training nothing.</summary>
    void Put(TrainingNews news);

    /// <summary>Training has ended: nothing follows.</summary>
    void Complete();
}

/// <summary>What training has to tell after a step.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Points">The step's points.</param>
/// <param name="Summary">What the step has beside them.</param>
/// <param name="Checkpoint">A checkpoint that was written behind them.</param>
/// <param name="Vectors">The words' vectors as they are now: only the newest are kept.</param>
internal sealed record TrainingNews(
    TrainingProgress Progress,
    ImmutableArray<MetricPoint> Points,
    StepSummary? Summary = null,
    CheckpointInfo? Checkpoint = null,
    WordVectors? Vectors = null);

/// <param name="Step">Optimizer updates made so far.</param>
/// <param name="TotalSteps">Updates the whole trial will make.</param>
internal readonly record struct TrainingProgress(long Step, long TotalSteps);
