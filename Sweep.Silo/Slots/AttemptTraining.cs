using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Contracts;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Slots;

/// <summary>
/// The half of an attempt that runs on the slot's thread: trains, and says what there is to report, each checkpoint behind all the points that came
/// before it.
/// </summary>
internal sealed class AttemptTraining(
    ITrainable trainable, TrialAssignment assignment, IReportSink reports, TimeSpan checkpointInterval, AttemptTelemetry telemetry, TimeProvider time)
{
    // What a person sees of a training without points.
    private static readonly TimeSpan _progressInterval = TimeSpan.FromSeconds(1);

    private long _savedAt = time.GetTimestamp();
    private long _savedStep;
    private long _reportedAt;

    /// <summary>How the trial ended; null where it was stopped before its end (the last checkpoint is then of the step it came to).</summary>
    public TrialOutcome? Outcome { get; private set; }

    /// <summary>Why the slot cannot train at all, though the trial is not to blame: a full disk, say. Null where it can.</summary>
    public SherlockException? Obstacle { get; private set; }

    public void Run(AttemptStop stop)
    {
        try
        {
            // Claimed in the very moment of a stop: a large text is not read for that.
            stop.Token.ThrowIfCancellationRequested();
            using var training = trainable.Begin(assignment, stop.Token);
            _savedStep = training.Step;
            telemetry.Began(training);
            Train(training, stop.Token);
            if (!stop.IsAbandoned)
            {
                End(training);
            }
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Stopped before it had begun: there is nothing to save.
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
            telemetry.Reports();
            reports.Complete();
        }
    }

    private void Train(ITraining training, CancellationToken stop)
    {
        if (training.TotalSteps == 0)
        {
            // Its end says it all.
            return;
        }

        Report(training, [], null, training.Vectors());
        telemetry.StepBegins();
        foreach (var points in training.Train(stop))
        {
            telemetry.Stepped(training, points);
            var isDue = time.GetElapsedTime(_savedAt) >= checkpointInterval;
            if (isDue || !points.IsEmpty || time.GetElapsedTime(_reportedAt) >= _progressInterval)
            {
                Report(training, points, isDue ? Save(training) : null, isDue ? training.Vectors() : null);
            }

            telemetry.StepBegins();
        }
    }

    private void End(ITraining training)
    {
        if (training.Step > _savedStep)
        {
            Report(training, [], Save(training), training.Vectors());
        }

        if (training.Step == training.TotalSteps)
        {
            Outcome = new(TrialStatus.Completed, WeightsHash: training.WeightsHash());
        }
    }

    private CheckpointInfo Save(ITraining training)
    {
        var checkpoint = telemetry.Write(training);
        (_savedAt, _savedStep) = (time.GetTimestamp(), checkpoint.Step);
        return checkpoint;
    }

    private void Report(ITraining training, ImmutableArray<MetricPoint> points, CheckpointInfo? checkpoint, WordVectors? vectors)
    {
        telemetry.Reports();
        _reportedAt = time.GetTimestamp();
        reports.Put(new(new(training.Step, training.TotalSteps), points, points.IsEmpty ? null : training.Summary, checkpoint, vectors));
    }
}
