using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Training;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Training;

/// <summary>The study's model as something that slots train: the one adapter between Sweep.Grains and Sweep.Model.</summary>
internal sealed partial class ModelTrainable(CorpusCache corpora, CheckpointFolder checkpoints, TimeProvider time, ILogger<ModelTrainable> logger) : ITrainable
{
    public ITraining Begin(TrialAssignment assignment)
    {
        var options = assignment.Hyperparameters.ToOptions(assignment.Seed);
        var data = corpora.Data(assignment.Corpus, assignment.Hyperparameters);
        foreach (var path in assignment.Checkpoint is { } newest ? checkpoints.Candidates(newest) : [])
        {
            try
            {
                return new ModelTraining(new(data, options, time, Checkpoint.Read(path)), assignment, checkpoints);
            }
            catch (ModelException exception)
            {
                // Training is repeatable, so an older checkpoint, or the beginning, leads to the same end.
                LogUnusable(logger, assignment.Trial, exception.Message);
            }
        }

        return new ModelTraining(new(data, options, time), assignment, checkpoints);
    }

    [LoggerMessage(LogLevel.Warning, "Trial {Trial} goes on from an earlier step: {Reason}")]
    private static partial void LogUnusable(ILogger logger, TrialId trial, string reason);

    private sealed class ModelTraining(Trainer trainer, TrialAssignment assignment, CheckpointFolder checkpoints) : ITraining
    {
        public long Step => trainer.Step;

        public long TotalSteps => trainer.TotalSteps;

        public IEnumerable<ImmutableArray<MetricPoint>> Train(CancellationToken cancellationToken)
        {
            while (trainer.Step < trainer.TotalSteps && !cancellationToken.IsCancellationRequested)
            {
                yield return Advance() is { } point ? [.. point.Values.Select(value => new MetricPoint(value.Metric, point.Step, value.Value))] : [];
            }
        }

        public CheckpointInfo Save()
        {
            try
            {
                var location = checkpoints.Location(assignment, trainer.Step);
                var path = checkpoints.FullPath(location);
                trainer.Save(path);
                return new(trainer.Step, location, new FileInfo(path).Length);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new SherlockException(
                    $"A checkpoint cannot be written: {exception.Message} Put that right and resume the sweep; nothing that was stored is lost.",
                    SherlockException.OutOfReach,
                    exception);
            }
        }

        public string WeightsHash() => trainer.WeightsHash();

        public void Dispose() => trainer.Dispose();

        private TrainingPoint? Advance()
        {
            try
            {
                return trainer.Advance();
            }
            catch (DivergedException exception)
            {
                throw new DivergedTrialException(exception.Message, exception);
            }
        }
    }
}
