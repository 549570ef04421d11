using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Retry;

namespace Sweep.Silo.Slots;

/// <summary>
/// Begins trainings and writes their checkpoints: the part of an attempt that is the same for all trainables. A training begins from the
/// newest checkpoint that can be used here, or from the beginning.
/// </summary>
internal sealed partial class AttemptStart(
    TrainableRegistry trainables,
    ICheckpointWriter writer,
    ICheckpointReader reader,
    GrainRetryPolicy retry,
    Lazy<ScratchFolder> scratch,
    ILoggerFactory loggers,
    SweepCommands? commands = null,
    TrialStore? store = null)
{
    private readonly ILogger _logger = loggers.CreateLogger<AttemptStart>();

    /// <summary>The folder of an attempt, which the caller disposes after its training.</summary>
    public AttemptScratch Scratch(TrialAssignment assignment) => new(scratch, assignment, _logger);

    /// <exception cref="SherlockException">
    /// The trial cannot be trained here. The disk, or whatever else the trainable says, is at fault, not the trial.
    /// </exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled while it waited, for example for the database.</exception>
    public ITraining Begin(TrialAssignment assignment, AttemptScratch folder, CancellationToken cancellationToken)
    {
        var trainable = trainables.Find(assignment.Schema.Id)
            ?? (commands is null ? null : Wait(() => commands.FindAsync(assignment, cancellationToken), cancellationToken))
            ?? trainables.Get(assignment.Schema.Id);
        Prepare(assignment);
        var trial = new TrialContext
        {
            Sweep = assignment.Folder,
            Number = assignment.Trial.Number,
            Attempt = assignment.Attempt,
            Hyperparameters = assignment.Hyperparameters,
            Seed = assignment.Seed,
            Settings = ImmutableDictionary<string, string>.Empty.Add("corpus", assignment.Corpus),
            Objective = assignment.Objective,
            Log = new TrialLog(loggers.CreateLogger($"Sweep.Trainables.{trainable.Schema.Name}"), assignment.Trial),
            MakeScratch = folder.Folder,
            StoreLog = (text, token) => store?.SaveLogAsync(assignment.Trial, assignment.Attempt, text, token) ?? Task.CompletedTask,
        };
        return assignment.Checkpoint is { } newest
            ? Continue(trainable, assignment.Trial, trial, newest, cancellationToken)
            : trainable.Begin(trial, cancellationToken);
    }

    /// <summary>Writes a checkpoint of a training, completely or not at all.</summary>
    /// <exception cref="SherlockException">The checkpoint cannot be written.</exception>
    public CheckpointInfo Save(TrialAssignment assignment, ITraining training)
    {
        var step = training.CheckpointStep ?? throw new InvalidOperationException("There is no checkpoint to write.");
        string? path = null;
        try
        {
            var location = writer.Location(assignment, step);
            path = writer.FullPath(location);
            AtomicFile.Write(path, training.Save);
            return new(step, location, new FileInfo(path).Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var problem = path is null ? exception.Message : $"The checkpoint '{path}' cannot be written: {exception.Message}";
            throw new SherlockException(
                $"A checkpoint cannot be written: {problem} Put that right and resume the sweep; nothing that was stored is lost.",
                SherlockException.OutOfReach,
                exception);
        }
    }

    private void Prepare(TrialAssignment assignment)
    {
        try
        {
            writer.Prepare(assignment);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(exception.Message, SherlockException.OutOfReach, exception);
        }
    }

    private ITraining Continue(
        ITrainable trainable, TrialId id, TrialContext trial, CheckpointInfo newest, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var candidate in Wait(() => reader.ListAsync(id, newest, cancellationToken), cancellationToken))
        {
            try
            {
                using var file = Wait(() => reader.OpenAsync(id, candidate, cancellationToken), cancellationToken);
                var source = new CheckpointSource(candidate.Step, file.Path, file.OpenRead);
                var training = trainable.Begin(trial with { Checkpoint = source }, cancellationToken);
                problems.ForEach(problem => LogUnusable(_logger, id, problem));
                return training;
            }
            catch (UnusableCheckpointException exception)
            {
                // Training is repeatable, so an older checkpoint, or the beginning, leads to the same result.
                problems.Add(FirstLine.Of(exception));
            }
        }

        LogAnew(_logger, id, newest.Step, newest.Location, problems.FirstOrDefault() ?? "It is not there.");
        return trainable.Begin(trial, cancellationToken);
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
}
