using System.Threading.Channels;
using Sweep.Grains;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>
/// The half of an attempt that runs on the slot's thread: trains, and puts what there is to report into a channel, each checkpoint behind all the points
/// that came before it. A full channel makes training wait.
/// </summary>
internal sealed class AttemptTraining(
    ITrainable trainable, TrialAssignment assignment, ChannelWriter<TrialReport> reports, TimeSpan checkpointInterval, TimeProvider time)
{
    // Often enough that an attempt that is over learns of it soon, and that a silent one is known to be lost.
    private static readonly TimeSpan _signOfLife = TimeSpan.FromSeconds(1);

    private long _savedAt = time.GetTimestamp();
    private long _savedStep;
    private long _reportedAt;

    /// <summary>How the trial ended; null where it was stopped before its end (the last checkpoint is then of the step it came to).</summary>
    public TrialOutcome? Outcome { get; private set; }

    /// <summary>Why the slot cannot train at all, though the trial is not to blame: a full disk, say. Null where it can.</summary>
    public SherlockException? Obstacle { get; private set; }

    /// <param name="cancellationToken">Hands the trial back: a checkpoint is written.</param>
    /// <param name="abandoned">The attempt is over: nothing it writes would count.</param>
    public void Run(CancellationToken cancellationToken, CancellationToken abandoned)
    {
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, abandoned);
            using var training = trainable.Begin(assignment);
            _savedStep = training.Step;
            Report(training, []);
            foreach (var points in training.Train(stop.Token))
            {
                var isDue = time.GetElapsedTime(_savedAt) >= checkpointInterval;
                if (isDue || !points.IsEmpty || time.GetElapsedTime(_reportedAt) >= _signOfLife)
                {
                    Report(training, points, isDue ? Save(training) : null);
                }
            }

            if (!abandoned.IsCancellationRequested)
            {
                End(training);
            }
        }
        catch (DivergedTrialException exception)
        {
            Outcome = new(TrialStatus.Diverged, exception.Message);
        }
        catch (SherlockException exception)
        {
            Obstacle = exception;
        }
        catch (Exception exception)
        {
            Outcome = new(TrialStatus.Failed, exception.Message.Split('\n', 2)[0].TrimEnd());
        }
        finally
        {
            reports.Complete();
        }
    }

    private void End(ITraining training)
    {
        if (training.Step > _savedStep)
        {
            Report(training, [], Save(training));
        }

        if (training.Step == training.TotalSteps)
        {
            Outcome = new(TrialStatus.Completed, WeightsHash: training.WeightsHash());
        }
    }

    private CheckpointInfo Save(ITraining training)
    {
        var checkpoint = training.Save();
        (_savedAt, _savedStep) = (time.GetTimestamp(), checkpoint.Step);
        return checkpoint;
    }

    private void Report(ITraining training, System.Collections.Immutable.ImmutableArray<MetricPoint> points, CheckpointInfo? checkpoint = null)
    {
        _reportedAt = time.GetTimestamp();
        var report = new TrialReport(assignment.Attempt, training.Step, training.TotalSteps, points, checkpoint);
        if (!reports.TryWrite(report))
        {
            // The slot's own thread may wait: nothing else runs on it.
            reports.WriteAsync(report).AsTask().GetAwaiter().GetResult();
        }
    }
}
