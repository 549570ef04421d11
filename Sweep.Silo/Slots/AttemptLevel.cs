using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Slots;

/// <summary>The level of a trial's resource at which its attempt ends, although the trial does not.</summary>
/// <param name="resource">Says what the level counts.</param>
/// <param name="until">The level; null if the attempt ends with the trial.</param>
internal sealed class AttemptLevel(ResourceDefinition resource, long? until)
{
    private long _reported;

    /// <summary>Notes where the training begins.</summary>
    /// <param name="reached">The level that its checkpoint has reached.</param>
    public void Begin(long reached) => _reported = reached;

    /// <summary>Notes the points of a step.</summary>
    public void Note(ImmutableArray<MetricPoint> points)
    {
        if (until is null || resource.IsStep) { return; }
        foreach (var point in points)
        {
            if (point.Metric == resource.Name) { _reported = Math.Max(_reported, (long)point.Value); }
        }
    }

    /// <summary>Whether the slot has to end the training now.</summary>
    public bool Ends(ITraining training) => !training.EndsAtLevel && IsReached(training);

    /// <summary>What the end of a training means.</summary>
    /// <param name="isStopped">Whether the attempt was told to end, so that the trial goes on later.</param>
    public TrainingEnd EndOf(ITraining training, bool isStopped) =>
        training.IsFinished ? TrainingEnd.Finished
        : isStopped ? TrainingEnd.Stopped
        : until is not null && (training.EndsAtLevel || IsReached(training)) ? TrainingEnd.Held
        : training.TotalSteps is null ? TrainingEnd.Finished
        : TrainingEnd.Short;

    private bool IsReached(ITraining training) => (resource.IsStep ? training.Step : _reported) >= until;
}

/// <summary>How a training has ended.</summary>
internal enum TrainingEnd
{
    /// <summary>The trial is trained to its end.</summary>
    Finished,

    /// <summary>The attempt has reached the level of its assignment. The trial may go on from there.</summary>
    Held,

    /// <summary>The attempt was told to end.</summary>
    Stopped,

    /// <summary>Training ended by itself before its total.</summary>
    Short,
}
