using System.Collections.Immutable;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>Where training, on the slot's thread, puts what there is to tell.</summary>
internal interface IReportSink
{
    /// <summary>Adds progress, the points of one step, and a checkpoint that was written behind them.</summary>
    /// <param name="stop">There may be no room: then the thread waits for some, or for this.</param>
    void Put(TrainingProgress progress, ImmutableArray<MetricPoint> points, CheckpointInfo? checkpoint, CancellationToken stop);

    /// <summary>Training has ended: nothing follows.</summary>
    void Complete();
}

/// <param name="Step">Optimizer updates made so far.</param>
/// <param name="TotalSteps">Updates the whole trial will make.</param>
internal readonly record struct TrainingProgress(long Step, long TotalSteps);
