using System.Text.Json;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Retry;

namespace Sweep.Silo.Slots;

/// <summary>Begins a training from the newest of its trial's checkpoints that can be used here, or from the beginning.</summary>
internal sealed partial class CheckpointChoice(ICheckpointReader reader, GrainRetryPolicy retry, ILogger<CheckpointChoice> logger)
{
    /// <param name="begin">Begins a training with what is known of its trial.</param>
    /// <param name="trial">What is known of the trial, without a checkpoint.</param>
    /// <exception cref="SherlockException">The disk is at fault.</exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled while it waited, for example for the database.</exception>
    public ITraining Continue(
        Func<TrialContext, ITraining> begin, TrialId id, TrialContext trial, CheckpointInfo newest, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var candidate in OnDisk.Get(() => Wait(() => reader.ListAsync(id, newest, cancellationToken), cancellationToken)))
        {
            var (training, problem) = Try(
                begin, trial, candidate, () => Wait(() => reader.OpenAsync(id, candidate, cancellationToken), cancellationToken));
            if (training is not null)
            {
                problems.ForEach(earlier => LogUnusable(logger, trial.Trial, earlier));
                return training;
            }

            // Training is repeatable, so an older checkpoint, or the beginning, leads to the same result.
            problems.Add(problem!);
        }

        LogAnew(logger, trial.Trial, newest.Step, newest.Location, problems.FirstOrDefault() ?? "It is not there.");
        return begin(trial);
    }

    /// <returns>The training, or why the checkpoint cannot be used.</returns>
    private static (ITraining? Training, string? Problem) Try(
        Func<TrialContext, ITraining> begin, TrialContext trial, CheckpointInfo candidate, Func<CheckpointFile> open)
    {
        var (isOpened, training, problem) = (false, (ITraining?)null, (string?)null);
        CheckpointFile? file = null;
        try
        {
            file = OnDisk.Get(open);
            file.RequireWhole(candidate);
            training = begin(trial with { Checkpoint = new(candidate.Step, file.Path, Open) });
        }
        catch (Exception exception) when (exception is UnusableCheckpointException || (isOpened && IsOfContent(exception)))
        {
            problem = FirstLine.Of(exception);
        }
        finally
        {
            if (file is not null) { Close(file, training); }
        }

        return (training, problem);

        Stream Open()
        {
            isOpened = true;
            return file.OpenRead();
        }
    }

    /// <summary>Whether readers throw it because of a damaged file.</summary>
    private static bool IsOfContent(Exception exception) =>
        exception is IOException or InvalidDataException or JsonException or FormatException;

    private static void Close(CheckpointFile file, ITraining? training)
    {
        try
        {
            OnDisk.Run(file.Dispose);
        }
        catch
        {
            training?.Dispose();
            throw;
        }
    }

    // The slot's own thread may wait, because nothing else runs on it.
    private T Wait<T>(Func<Task<T>> ask, CancellationToken cancellationToken) =>
        retry.AskAsync(ask, cancellationToken).GetAwaiter().GetResult();

    [LoggerMessage(LogLevel.Warning, "Trial {Trial} goes on from an earlier step: {Reason}")]
    private static partial void LogUnusable(ILogger logger, string trial, string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "Trial {Trial} starts again from the beginning and will end the same: neither its checkpoint of step {Step} in '{Location}' "
        + "nor one before it can be read here. {Problem}")]
    private static partial void LogAnew(ILogger logger, string trial, long step, string location, string problem);
}
