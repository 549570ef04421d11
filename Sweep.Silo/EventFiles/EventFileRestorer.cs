using System.Data.Common;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Files;
using Sweep.Silo.Retry;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Completes the files of trials that ended when the files could not be written, or whose files were removed since. It tries again and
/// again, less and less often, and once more when the silo stops. It also writes the ends of trials that were held here when their search
/// ended. A silo that is killed forgets them: 'export --format tensorboard' can write them at any time.
/// </summary>
internal sealed partial class EventFileRestorer(
    EventFileWriters logs, SweepReader reader, IVectorReader vectors, TimeProvider time, ILogger<TrialEventFile> logger)
    : BackgroundService
{
    private static readonly TimeSpan _look = TimeSpan.FromMinutes(1);

    private readonly Dictionary<TrialId, int> _failures = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RestoreAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (!logs.Lost.Loss.IsCompleted) { tries = 1; }

            // If files are removed after a trial's end, no writer notices it, so they are checked regularly.
            await logs.Lost.Loss.WaitAsync(_look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(EventFileWriters.Backoff.DelayBefore(tries), time, stoppingToken);
            await RestoreAsync(stoppingToken);
        }
    }

    /// <summary>
    /// Whether a folder, a server or a network is at fault, and not this program. Drivers wrap the errors that they get from these.
    /// </summary>
    private static bool MayPass(Exception exception) =>
        exception is SherlockException or TimeoutException or DbException or OperationCanceledException
        || EventFileFolders.IsUnwritable(exception)
        || (exception.InnerException is { } cause && MayPass(cause));

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await EndHeldAsync(cancellationToken);

        // A trial that cannot be restored must not delay the others.
        foreach (var ended in logs.Lost.ToRestore().OrderBy(one => _failures.GetValueOrDefault(one.Trial)))
        {
            if (cancellationToken.IsCancellationRequested) { return; }
            if (await TryAsync(ended, cancellationToken) is { } problem
                && (problem is DbException or SherlockException || !logs.CanBeWritten())) { return; }
        }
    }

    private async Task EndHeldAsync(CancellationToken cancellationToken)
    {
        try
        {
            await logs.EndHeldAsync(cancellationToken);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested || MayPass(exception))
        {
            // The next look tries it again.
            LogNoEnds(logger, OutageNotice.Explain(exception));
        }
    }

    /// <returns>Why it has to be tried again; null if it does not.</returns>
    private async Task<Exception?> TryAsync(EndedEventFile ended, CancellationToken cancellationToken)
    {
        try
        {
            logs.Lost.Settle(ended, await RestoreAsync(ended, cancellationToken));
            _failures.Remove(ended.Trial);
            return null;
        }
        catch (Exception exception)
        {
            return cancellationToken.IsCancellationRequested ? exception : Note(ended, exception);
        }
    }

    private Exception? Note(EndedEventFile ended, Exception problem)
    {
        EventFileErrors.Count();
        if (!MayPass(problem))
        {
            LogNever(logger, problem, ended.Trial.Number);
            logs.Lost.Settle(ended, null);
            _failures.Remove(ended.Trial);
            return null;
        }

        // If the folder as a whole cannot be written, that was logged, and one failure may be the last of its kind.
        var failures = _failures[ended.Trial] = _failures.GetValueOrDefault(ended.Trial) + (logs.CanBeWritten() ? 1 : 0);
        if (failures == 2) { LogNotYet(logger, ended.Trial.Number, OutageNotice.Explain(problem)); }
        return problem;
    }

    /// <returns>The restored files; null if it is not this silo's task to complete them.</returns>
    private async Task<EndedEventFile?> RestoreAsync(EndedEventFile ended, CancellationToken cancellationToken)
    {
        // A trial that runs again has a log of its own, which would become void.
        if (await reader.TryTrialAsync(ended.Trial, cancellationToken) is not { } trial
            || !trial.Status.IsFinal() || trial.Attempts != ended.Attempt)
        {
            return null;
        }

        if (ended.Path is not null) { logs.Lost.SayGone(ended); }
        var (folder, spec) = await reader.SpecAsync(ended.Trial.SweepId, cancellationToken);
        var assignment = RecordedAssignments.Of(folder, spec, trial) with { Checkpoint = null };
        var words = await VectorsAsync(spec.Trainable, trial, cancellationToken);
        return await logs.CompleteAsync(assignment, spec, trial, words, cancellationToken);
    }

    private async Task<WordVectors?> VectorsAsync(
        TrainableId trainable, TrialSummary trial, CancellationToken cancellationToken)
    {
        try
        {
            return trial.Checkpoint is { } checkpoint ? await vectors.ReadAsync(trainable, trial.Id, checkpoint, cancellationToken) : null;
        }
        catch (Exception exception) when (exception is Contracts.UnusableCheckpointException || MayPass(exception))
        {
            LogWithoutVectors(logger, trial.Id.Number, OutageNotice.Explain(exception));
            return null;
        }
    }

    [LoggerMessage(
        LogLevel.Warning, "TensorBoard files of trial {Trial} cannot be completed yet; that is tried again and again. {Problem}")]
    private static partial void LogNotYet(ILogger logger, int trial, string problem);

    [LoggerMessage(LogLevel.Debug, "The ends of trials that were held cannot be written yet; that is tried again. {Problem}")]
    private static partial void LogNoEnds(ILogger logger, string problem);

    [LoggerMessage(LogLevel.Error, "TensorBoard files of trial {Trial} cannot be completed, and stay as they are.")]
    private static partial void LogNever(ILogger logger, Exception problem, int trial);

    [LoggerMessage(LogLevel.Information, "The projector of trial {Trial} has no vectors: {Problem}")]
    private static partial void LogWithoutVectors(ILogger logger, int trial, string problem);
}
