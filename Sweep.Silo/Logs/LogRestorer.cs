using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Slots;
using Sweep.Silo.TensorBoard;

namespace Sweep.Silo.Logs;

/// <summary>
/// Completes the files of trials that ended when these could not be written: tries again and again, more and more seldom; once more when the silo stops. A silo that
/// is killed forgets them: 'export --format tensorboard' writes them at any time.
/// </summary>
internal sealed partial class LogRestorer(SweepLogs logs, SweepReader reader, IVectorReader vectors, TimeProvider time, ILogger<TrialLog> logger)
    : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RestoreAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pauses = SweepLogs.Pauses(); ;)
        {
            await logs.Lost.Loss.WaitAsync(stoppingToken);
            await Task.Delay(pauses.Next(), time, stoppingToken);
            if (await RestoreAsync(stoppingToken)) { pauses = SweepLogs.Pauses(); }
        }
    }

    /// <returns>Whether there was something to restore, and all of it is.</returns>
    private async Task<bool> RestoreAsync(CancellationToken cancellationToken)
    {
        var trials = logs.Lost.ToRestore();
        foreach (var trial in trials)
        {
            if (cancellationToken.IsCancellationRequested || !await IsRestoredAsync(trial, cancellationToken)) { return false; }
            logs.Lost.Forget(trial);
        }

        return trials.Count > 0;
    }

    private async Task<bool> IsRestoredAsync(TrialId id, CancellationToken cancellationToken)
    {
        try
        {
            // One that runs again has a log of its own, which would be voided.
            if (await reader.TryTrialAsync(id, cancellationToken) is not { } trial || !trial.Status.IsFinal()) { return true; }
            var (folder, spec) = await reader.SpecAsync(id.SweepId, cancellationToken);
            var assignment = Assignments.Of(folder, spec, trial) with { Checkpoint = null };
            return await logs.CompleteAsync(assignment, trial, await VectorsAsync(trial, cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            EventFileErrors.Count();
            LogNotYet(logger, id.Number, Outage.Explain(exception));
            return false;
        }
    }

    private async Task<WordVectors?> VectorsAsync(TrialSummary trial, CancellationToken cancellationToken)
    {
        try
        {
            return trial.Checkpoint is { } checkpoint ? await vectors.ReadAsync(trial.Id, checkpoint, cancellationToken) : null;
        }
        catch (Exception exception) when (exception is Model.ModelException or IOException)
        {
            LogWithoutVectors(logger, trial.Id.Number, exception.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "TensorBoard files of trial {Trial} cannot be completed yet: {Problem}")]
    private static partial void LogNotYet(ILogger logger, int trial, string problem);

    [LoggerMessage(LogLevel.Information, "The projector of trial {Trial} has no vectors: {Problem}")]
    private static partial void LogWithoutVectors(ILogger logger, int trial, string problem);
}
