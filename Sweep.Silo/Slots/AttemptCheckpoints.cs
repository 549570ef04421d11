using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Slots;

/// <summary>
/// Writes the checkpoints of an attempt: the newest from time to time and at the end, and before it the best, if the training has been
/// better since the last time. So an attempt that continues from the newest lacks no best one of before.
/// </summary>
/// <param name="best">The state of the best point.</param>
internal sealed class AttemptCheckpoints(
    AttemptStart start, TrialAssignment assignment, BestState best, TimeSpan interval, AttemptTelemetry telemetry, TimeProvider time)
{
    private long _savedAt = time.GetTimestamp();
    private long _savedStep;

    /// <summary>Notes where training begins.</summary>
    public void Begin(ITraining training) => _savedStep = training.Step;

    /// <summary>Whether it is time to write.</summary>
    public bool IsDue(ITraining training) => time.GetElapsedTime(_savedAt) >= interval && HasNews(training);

    /// <summary>Notes the points of a step, before it is reported.</summary>
    public void Note(ImmutableArray<MetricPoint> points) => best.Note(points);

    /// <summary>Keeps the state of a step if it is the best one, after it was reported.</summary>
    /// <exception cref="SherlockException">It cannot be kept.</exception>
    public void KeepBest(ITraining training)
    {
        if (best.MustKeep(training, _savedStep)) { telemetry.Keep(() => best.Keep(training)); }
    }

    /// <summary>Writes the best if it waits, then the newest if there is one that was not written.</summary>
    /// <exception cref="SherlockException">One of them cannot be written.</exception>
    public WrittenCheckpoints Write(ITraining training)
    {
        // The training is at its best: the newest is the best.
        if (best.Waiting == training.CheckpointStep) { best.Release(); }
        var kept = WriteBest();
        if (!HasNews(training)) { return new(null, kept); }
        var newest = Write(training.CheckpointStep!.Value, training.Save);
        return new(newest, newest.Step == best.BestStep ? newest : kept);
    }

    /// <summary>Writes the best alone, for a training that has no usable state any more.</summary>
    /// <returns>Null if none waits.</returns>
    /// <exception cref="SherlockException">It cannot be written.</exception>
    public CheckpointInfo? WriteBest()
    {
        if (best.Waiting is not { } step) { return null; }
        var written = Write(step, best.CopyTo);
        best.Release();
        return written;
    }

    private bool HasNews(ITraining training) => training.CheckpointStep > _savedStep;

    private CheckpointInfo Write(long step, Action<Stream> write)
    {
        var checkpoint = telemetry.Write(step, () => start.Save(assignment, step, write));
        (_savedAt, _savedStep) = (time.GetTimestamp(), step);
        return checkpoint;
    }
}

/// <summary>What was written at once.</summary>
/// <param name="Newest">The newest checkpoint; null if it was written before.</param>
/// <param name="Best">The checkpoint of the best point, which may be the newest; null without one, or if it was written before.</param>
internal readonly record struct WrittenCheckpoints(CheckpointInfo? Newest, CheckpointInfo? Best);
