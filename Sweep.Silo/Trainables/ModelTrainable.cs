using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Evaluation;
using Sweep.Model.Networks;
using Sweep.Model.Training;
using Sweep.Model.Vectors;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.Retry;

namespace Sweep.Silo.Trainables;

/// <summary>Makes the study's model trainable by slots: it begins a trial's training, from a checkpoint if there is one.</summary>
internal sealed partial class ModelTrainable(
    CorpusCache corpora,
    ICheckpointWriter writer,
    ICheckpointReader reader,
    GrainRetryPolicy retry,
    TimeProvider time,
    ILogger<ModelTrainable> logger,
    TrainingArithmetic? arithmetic = null) : ITrainable
{
    private readonly TrainingArithmetic _arithmetic = arithmetic ?? TrainingArithmetic.Here;

    /// <exception cref="SherlockException">
    /// The trial cannot be trained here. The text, the library or the disk is at fault, not the trial.
    /// </exception>
    public ITraining Begin(TrialAssignment assignment) => Begin(assignment, CancellationToken.None);

    /// <inheritdoc cref="Begin(TrialAssignment)"/>
    /// <exception cref="OperationCanceledException">The attempt was cancelled while it waited for the database or a download.</exception>
    public ITraining Begin(TrialAssignment assignment, CancellationToken cancellationToken)
    {
        try
        {
            writer.Prepare(assignment);
            var options = assignment.Hyperparameters.ToOptions(assignment.Seed);
            if (BFloat16Support.Notice(options) is { } notice) { LogNotice(logger, assignment.Trial, notice); }

            // The slot's own thread may wait, because signs of life are sent elsewhere meanwhile.
            corpora.EnsureAsync(assignment.Corpus, cancellationToken).GetAwaiter().GetResult();
            var data = corpora.Data(assignment.Corpus, assignment.Hyperparameters);
            if (WordEvaluation.Problem(assignment.Objective.Metric, data) is { } problem) { throw new ModelException(problem); }
            var trainer = new Trainer(data, options, time, NewestUsable(assignment, cancellationToken), _arithmetic);
            foreach (var warning in _arithmetic.TakeWarnings()) { LogNotice(logger, assignment.Trial, warning); }
            return new ModelTraining(trainer, assignment, writer);
        }
        catch (Exception exception) when (exception is ModelException or IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(exception.Message, SherlockException.OutOfReach, exception);
        }
    }

    private Checkpoint? NewestUsable(TrialAssignment assignment, CancellationToken cancellationToken)
    {
        if (assignment.Checkpoint is not { } newest)
        {
            return null;
        }

        var problems = new List<string>();
        foreach (var candidate in Wait(() => reader.ListAsync(assignment.Trial, newest, cancellationToken), cancellationToken))
        {
            try
            {
                using var file = Wait(() => reader.OpenAsync(assignment.Trial, candidate, cancellationToken), cancellationToken);
                var usable = Checkpoint.Read(file.Path);
                problems.ForEach(problem => LogUnusable(logger, assignment.Trial, problem));
                return usable;
            }
            catch (ModelException exception)
            {
                // Training is repeatable, so an older checkpoint, or the beginning, leads to the same result.
                problems.Add(exception.Message);
            }
        }

        LogAnew(logger, assignment.Trial, newest.Step, newest.Location, problems.FirstOrDefault() ?? "It is not there.");
        return null;
    }

    // The slot's own thread may wait, because nothing else runs on it.
    private T Wait<T>(Func<Task<T>> ask, CancellationToken cancellationToken) =>
        retry.AskAsync(ask, cancellationToken).GetAwaiter().GetResult();

    [LoggerMessage(LogLevel.Warning, "Trial {Trial} goes on from an earlier step: {Reason}")]
    private static partial void LogUnusable(ILogger logger, TrialId trial, string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "Trial {Trial} starts again from the beginning and will end the same: neither its checkpoint of step {Step} in '{Location}' "
        + "nor one before it can be read here. {Problem}")]
    private static partial void LogAnew(ILogger logger, TrialId trial, long step, string location, string problem);

    [LoggerMessage(LogLevel.Warning, "Trial {Trial}: {Notice}")]
    private static partial void LogNotice(ILogger logger, TrialId trial, string notice);

    private sealed class ModelTraining(Trainer trainer, TrialAssignment assignment, ICheckpointWriter checkpoints) : ITraining
    {
        public long Step => trainer.Step;

        public long TotalSteps => trainer.TotalSteps;

        public StepSummary? Summary { get; private set; }

        public IEnumerable<ImmutableArray<MetricPoint>> Train(CancellationToken cancellationToken)
        {
            using var steps = trainer.Steps(cancellationToken).GetEnumerator();
            while (MoveNext(steps))
            {
                Summary = steps.Current is { } made ? PointSummary.Of(made) : null;
                yield return steps.Current is { } point
                    ? [.. point.Values.Select(value => new MetricPoint(value.Metric, point.Step, value.Value))]
                    : [];
            }
        }

        public TimeSpan Validating => trainer.ValidationTime;

        public WordVectors? Vectors() => trainer.Vectors();

        public CheckpointInfo Save()
        {
            try
            {
                var location = checkpoints.Location(assignment, trainer.Step);
                var path = checkpoints.FullPath(location);
                trainer.Save(path);
                return new(trainer.Step, location, new FileInfo(path).Length);
            }
            catch (Exception exception) when (exception is ModelException or IOException or UnauthorizedAccessException)
            {
                throw new SherlockException(
                    $"A checkpoint cannot be written: {exception.Message} "
                    + "Put that right and resume the sweep; nothing that was stored is lost.",
                    SherlockException.OutOfReach,
                    exception);
            }
        }

        public string WeightsHash() => trainer.WeightsHash();

        public void Dispose() => trainer.Dispose();

        private static bool MoveNext(IEnumerator<TrainingPoint?> steps)
        {
            try
            {
                return steps.MoveNext();
            }
            catch (DivergedException exception)
            {
                throw new DivergedTrialException(exception.Message, exception);
            }
        }
    }
}
