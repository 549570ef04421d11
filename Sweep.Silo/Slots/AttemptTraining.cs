using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Slots;

/// <summary>
/// The half of an attempt that runs on the slot's thread. It trains, and reports points and checkpoints, each checkpoint after all points
/// that came before it.
/// </summary>
internal sealed class AttemptTraining(
    AttemptStart start,
    TrialAssignment assignment,
    ReportBuffer reports,
    TimeSpan checkpointInterval,
    AttemptTelemetry telemetry,
    TimeProvider time)
{
    // How often a user sees the progress of a training that has no points.
    private static readonly TimeSpan _progressInterval = TimeSpan.FromSeconds(1);

    private readonly AttemptLevel _level = new(assignment.Schema.Resource, assignment.Until);
    private readonly AttemptVectors _vectors = new(time);
    private AttemptPatience _patience = new(assignment, null);
    private long _reportedAt;

    /// <summary>
    /// How the trial ended; null if it was stopped before its end (the last checkpoint then has the step that it reached).
    /// </summary>
    public TrialOutcome? Outcome { get; private set; }

    /// <summary>Whether the attempt ended at the level of its assignment. Then it has a checkpoint, and no outcome.</summary>
    public bool IsHeld { get; private set; }

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
            using var scratch = start.Scratch(assignment);
            using var best = new BestState(new(assignment.Objective, assignment.Best), scratch.BestFile);
            var checkpoints = new AttemptCheckpoints(start, assignment, best, checkpointInterval, telemetry, time);
            var training = start.Begin(assignment, scratch, stop.Token);
            try
            {
                _patience = start.Patience(assignment, training.Step, stop.Token);
                Run(training, checkpoints, stop);
            }
            finally
            {
                start.Close(assignment, training);
            }
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // The attempt was stopped before it began, so there is nothing to save.
        }
        catch (DivergedException exception)
        {
            Outcome = new(TrialStatus.Diverged, FirstLine.Of(exception));
        }
        catch (Exception exception) when (exception is InvalidHyperparametersException or WrongReportException)
        {
            Outcome = new(TrialStatus.Failed, FirstLine.Of(exception), IsLasting: true);
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

    private void Run(ITraining training, AttemptCheckpoints checkpoints, AttemptStop stop)
    {
        checkpoints.Begin(training);

        // It may have begun from an earlier checkpoint than the newest.
        if (training.Step == assignment.Checkpoint?.Step) { _level.Begin(assignment.Reached); }
        telemetry.Began(training);
        try
        {
            Train(training, checkpoints, stop);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // The state may be that of half a step, so a checkpoint of it could lead to another end.
            if (!stop.IsAbandoned) { start.NoteTorn(assignment, training.Step); }
            return;
        }
        catch (CommandException)
        {
            // The checkpoint that a command reported is complete, however the command ended.
            if (!stop.IsAbandoned) { ReportWritten(training, checkpoints.Write(training), null); }
            throw;
        }

        if (!stop.IsAbandoned) { End(training, checkpoints, stop.Token.IsCancellationRequested); }
    }

    private void Train(ITraining training, AttemptCheckpoints checkpoints, AttemptStop stop)
    {
        // The trial's end reports everything.
        if (training.TotalSteps == 0 || _level.Ends(training) || _patience.Ends(training)) { return; }
        Report(training, [], _vectors.Copy(training));
        var checkedReports = new CheckedReports(assignment.Schema, training.Step);
        telemetry.StepBegins();
        try
        {
            foreach (var report in training.Train(stop.Token))
            {
                var (points, summary) = checkedReports.Take(training.Step, report);
                _level.Note(points);
                _patience.Note(points);
                telemetry.Stepped(training, points);
                ReportStep(training, checkpoints, points, summary, stop);
                if (_level.Ends(training) || _patience.Ends(training)) { break; }
                if (training is IKeepsReports keeper) { reports.WaitForRoom(keeper, stop.Token); }
                telemetry.StepBegins();
            }
        }
        catch (DivergedException)
        {
            _vectors.Copy(training);
            Report(training, [], _vectors.Finite, written: new(null, checkpoints.WriteBest()));
            throw;
        }
    }

    private void ReportStep(
        ITraining training, AttemptCheckpoints checkpoints, ImmutableArray<MetricPoint> points, StepSummary? summary, AttemptStop stop)
    {
        checkpoints.Note(points);

        // An attempt may end during a long step, after which a checkpoint would be due; it would not count.
        var isDue = !stop.IsAbandoned && checkpoints.IsDue(training);
        if (isDue || !points.IsEmpty || summary is not null || time.GetElapsedTime(_reportedAt) >= _progressInterval)
        {
            var written = isDue ? checkpoints.Write(training) : default;
            Report(training, points, isDue ? _vectors.Copy(training) : null, summary, written);
        }

        if (!stop.IsAbandoned) { checkpoints.KeepBest(training); }

        if (!points.IsEmpty) { _vectors.Refresh(training); }
    }

    /// <param name="isStopped">Whether the attempt was told to end, so that the trial goes on later.</param>
    private void End(ITraining training, AttemptCheckpoints checkpoints, bool isStopped)
    {
        var reason = _patience.ReasonFor(training);
        var end = reason is null ? _level.EndOf(training, isStopped) : TrainingEnd.Finished;
        if (end is TrainingEnd.Short)
        {
            Outcome = new(TrialStatus.Failed, $"Training ended by itself at step {training.Step} of {training.TotalSteps}.");
            return;
        }

        var written = checkpoints.Write(training);
        ReportWritten(training, written, written.Newest is null ? null : _vectors.Copy(training));
        IsHeld = end is TrainingEnd.Held;
        if (end is TrainingEnd.Finished) { Outcome = new(TrialStatus.Completed, reason, training.StateHash()); }
    }

    private void ReportWritten(ITraining training, WrittenCheckpoints written, WordVectors? vectors)
    {
        if (written != default) { Report(training, [], vectors, written: written); }
    }

    private void Report(
        ITraining training, ImmutableArray<MetricPoint> points, WordVectors? vectors, StepSummary? summary = null,
        WrittenCheckpoints written = default)
    {
        telemetry.Reports();
        _reportedAt = time.GetTimestamp();
        reports.Put(new(training.Step, training.TotalSteps ?? 0, points, summary, written, vectors));
    }
}
