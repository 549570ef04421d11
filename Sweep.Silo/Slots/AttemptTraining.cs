using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Contracts;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Slots;

/// <summary>
/// The half of an attempt that runs on the slot's thread. It trains, and reports points and checkpoints, each checkpoint after all points
/// that came before it.
/// </summary>
internal sealed class AttemptTraining(
    ITrainable trainable,
    TrialAssignment assignment,
    ReportBuffer reports,
    TimeSpan checkpointInterval,
    AttemptTelemetry telemetry,
    TimeProvider time)
{
    // How often a user sees the progress of a training that has no points.
    private static readonly TimeSpan _progressInterval = TimeSpan.FromSeconds(1);

    private long _savedAt = time.GetTimestamp();
    private long _savedStep;
    private long _reportedAt;
    private long _copiedAt;
    private WordVectors? _finite;

    /// <summary>
    /// How the trial ended; null if it was stopped before its end (the last checkpoint then has the step that it reached).
    /// </summary>
    public TrialOutcome? Outcome { get; private set; }

    /// <summary>
    /// Why the slot cannot train at all although the trial is not at fault, for example because a disk is full. Null if it can.
    /// </summary>
    public SherlockException? Obstacle { get; private set; }

    public void Run(AttemptStop stop)
    {
        try
        {
            // The trial was assigned at the moment of a stop: a large text is not read for that.
            stop.Token.ThrowIfCancellationRequested();
            using var training = trainable.Begin(assignment, stop.Token);
            _savedStep = training.Step;
            telemetry.Began(training);
            Train(training, stop);
            if (!stop.IsAbandoned)
            {
                End(training);
            }
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // The attempt was stopped before it began, so there is nothing to save.
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
            Outcome = new(TrialStatus.Failed, FirstLine.Of(exception));
        }
        finally
        {
            telemetry.Reports();
            reports.Complete();
        }
    }

    private void Train(ITraining training, AttemptStop stop)
    {
        if (training.TotalSteps == 0)
        {
            // The trial's end reports everything.
            return;
        }

        Report(training, [], null, Vectors(training));
        telemetry.StepBegins();
        try
        {
            foreach (var points in training.Train(stop.Token))
            {
                telemetry.Stepped(training, points);
                ReportStep(training, points, stop);
                telemetry.StepBegins();
            }
        }
        catch (DivergedTrialException)
        {
            Vectors(training);
            Report(training, [], null, _finite);
            throw;
        }
    }

    private void ReportStep(ITraining training, ImmutableArray<MetricPoint> points, AttemptStop stop)
    {
        // An attempt may end during a long step, after which a checkpoint would be due; it would not count.
        var isDue = !stop.IsAbandoned && time.GetElapsedTime(_savedAt) >= checkpointInterval;
        if (isDue || !points.IsEmpty || time.GetElapsedTime(_reportedAt) >= _progressInterval)
        {
            Report(training, points, isDue ? Save(training) : null, isDue ? Vectors(training) : null);
        }

        // Copying them takes a fraction of a millisecond.
        if (!points.IsEmpty && time.GetElapsedTime(_copiedAt) >= _progressInterval) { Vectors(training); }
    }

    /// <summary>The words' vectors as they are now. If all are finite they are kept, for the projector of a trial that diverges.</summary>
    private WordVectors? Vectors(ITraining training)
    {
        _copiedAt = time.GetTimestamp();
        var vectors = training.Vectors();
        if (vectors is { AreFinite: true }) { _finite = vectors; }
        return vectors;
    }

    private void End(ITraining training)
    {
        if (training.Step > _savedStep)
        {
            Report(training, [], Save(training), Vectors(training));
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
        reports.Put(new(training.Step, training.TotalSteps, points, points.IsEmpty ? null : training.Summary, checkpoint, vectors));
    }
}
