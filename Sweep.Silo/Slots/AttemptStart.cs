using System.Globalization;
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
    TrialStore? store = null,
    SweepFolders? folders = null)
{
    private readonly ILogger _logger = loggers.CreateLogger<AttemptStart>();
    private readonly CheckpointChoice _checkpoints = new(reader, retry, loggers.CreateLogger<CheckpointChoice>());

    /// <summary>The folder of an attempt, which the caller disposes after its training.</summary>
    public AttemptScratch Scratch(TrialAssignment assignment) => new(scratch, assignment, _logger);

    /// <summary>Disposes a training. What goes wrong then is only logged, because it changes nothing about what was trained.</summary>
    public void Close(TrialAssignment assignment, ITraining training)
    {
        try
        {
            training.Dispose();
        }
        catch (Exception exception)
        {
            LogNotClosed(_logger, Name(assignment), FirstLine.Of(exception));
        }
    }

    /// <summary>Says that a training was stopped in the middle of a step, so that no checkpoint could be written.</summary>
    public void NoteTorn(TrialAssignment assignment, long step) => LogTorn(_logger, Name(assignment), step);

    /// <exception cref="SherlockException">
    /// The trial cannot be trained here. The disk, or whatever else the trainable says, is at fault, not the trial.
    /// </exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled while it waited, for example for the database.</exception>
    public ITraining Begin(TrialAssignment assignment, AttemptScratch folder, CancellationToken cancellationToken)
    {
        var trainable = trainables.Find(assignment.Schema.Id)
            ?? (commands is null ? null : Wait(() => commands.FindAsync(assignment, cancellationToken), cancellationToken))
            ?? trainables.Get(assignment.Schema.Id);
        OnDisk.Run(() =>
        {
            // The slot's own thread may wait.
            folders?.AdmitCheckpointsAsync(assignment, question => retry.AskAsync(question, cancellationToken)).GetAwaiter().GetResult();
            writer.Prepare(assignment);
        });
        var trial = new TrialContext
        {
            Sweep = assignment.Folder,
            Number = assignment.Trial.Number,
            Attempt = assignment.Attempt,
            Hyperparameters = assignment.Hyperparameters,
            Seed = assignment.Seed,
            Settings = assignment.Settings,
            Objective = assignment.Objective,
            Until = assignment.Until,
            Log = new TrialLog(loggers.CreateLogger($"Sweep.Trainables.{trainable.Schema.Name}"), Name(assignment)),
            MakeScratch = folder.Folder,
            StoreLog = (text, token) => store?.SaveLogAsync(assignment.Trial, assignment.Attempt, text, token) ?? Task.CompletedTask,
        };
        return assignment.Checkpoint is { } newest
            ? _checkpoints.Continue(
                context => Begin(trainable, context, cancellationToken), assignment.Trial, trial, newest, cancellationToken)
            : Begin(trainable, trial, cancellationToken);
    }

    /// <summary>How long a trial has not improved at the step at which its attempt begins; null if its sweep has no patience.</summary>
    /// <exception cref="OperationCanceledException">The attempt was cancelled while it waited, for example for the database.</exception>
    public AttemptPatience Patience(TrialAssignment assignment, long step, CancellationToken cancellationToken)
    {
        if (assignment.Patience is not { } limit) { return new(assignment, null); }
        if (step == 0) { return new(assignment, new TrialPatience(limit)); }
        var trials = store ?? throw new InvalidOperationException("A sweep with a patience needs the store of its trials.");
        return new(assignment, Wait(
            () => trials.PatienceAsync(
                assignment.Trial, limit, assignment.Objective, assignment.Schema.Resource, step, cancellationToken),
            cancellationToken));
    }

    /// <summary>Writes a checkpoint of a training, completely or not at all.</summary>
    /// <exception cref="SherlockException">The checkpoint cannot be written.</exception>
    public CheckpointInfo Save(TrialAssignment assignment, long step, Action<Stream> write)
    {
        string? path = null;
        try
        {
            var location = writer.Location(assignment, step);
            path = writer.FullPath(location);
            AtomicFile.Write(path, write);
            return new(step, location, new FileInfo(path).Length, CheckpointSum.Of(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception);
        }
    }

    /// <summary>The error of a checkpoint that cannot be written.</summary>
    /// <param name="path">Its file; null if that is not known.</param>
    public static SherlockException Unwritable(string? path, Exception exception)
    {
        var problem = path is null ? exception.Message : $"The checkpoint '{path}' cannot be written: {exception.Message}";
        return new(
            $"A checkpoint cannot be written: {problem} Put that right and resume the sweep; nothing that was stored is lost.",
            SherlockException.OutOfReach,
            exception);
    }

    /// <summary>Begins a training, and checks where: points of earlier steps would be lost, and later ones would be missing.</summary>
    private static ITraining Begin(ITrainable trainable, TrialContext trial, CancellationToken cancellationToken)
    {
        var training = trainable.Begin(trial, cancellationToken);
        var (step, expected) = (training.Step, trial.Checkpoint?.Step ?? 0);
        if (step == expected) { return training; }
        training.Dispose();
        var reason = expected == 0 ? "because it was given no checkpoint" : "the step of the checkpoint that it was given";
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"The training began at step {step}; allowed: {expected}, {reason}."));
    }

    // The slot's own thread may wait, because nothing else runs on it.
    private T Wait<T>(Func<Task<T>> ask, CancellationToken cancellationToken) =>
        retry.AskAsync(ask, cancellationToken).GetAwaiter().GetResult();

    private static string Name(TrialAssignment assignment) =>
        string.Create(CultureInfo.InvariantCulture, $"{assignment.Folder}/{assignment.Trial.Number}");

    [LoggerMessage(LogLevel.Warning, "The training of trial {Trial} cannot be disposed: {Problem}")]
    private static partial void LogNotClosed(ILogger logger, string trial, string problem);

    [LoggerMessage(
        LogLevel.Warning,
        "Trial {Trial} was stopped within a step, at step {Step}, and goes on from its last checkpoint. "
        + "Train should end without an exception.")]
    private static partial void LogTorn(ILogger logger, string trial, long step);
}
