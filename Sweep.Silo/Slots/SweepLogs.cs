using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Logs;
using Sweep.Silo.TensorBoard;

namespace Sweep.Silo.Slots;

/// <summary>
/// Opens the event files of attempts, with their sweep's record beside them, and writes them anew from the database where they have gaps. None of it ever ends a
/// training: the database has all that was in the files.
/// </summary>
internal sealed partial class SweepLogs(
    SlotOptions options, SweepReader reader, Resender resender, TimeProvider time, ILogger<TrialLog> logger)
{
    private static readonly TimeSpan _shortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    /// <summary>The trials whose files have gaps.</summary>
    public LostLogs Lost { get; } = new(logger);

    /// <summary>Between two tries of files that cannot be written.</summary>
    public static BackOff Pauses() => new(_shortestPause, _longestPause);

    public async Task<AttemptLog> OpenAsync(TrialAssignment assignment)
    {
        var log = new AttemptLog(assignment, this, time);
        await log.BeginAsync();
        return log;
    }

    /// <summary>A trial's folder.</summary>
    public string FolderOf(TrialAssignment assignment) => LogFolders.Trial(options.LogsFolder, assignment.Folder, assignment.Trial.Number);

    /// <summary>Goes on behind what the attempts before left; where that is not all of it, anew from the database.</summary>
    /// <returns>Null, or a log that is lost, where the files cannot be written.</returns>
    public Task<TrialLog?> BeginAsync(TrialAssignment assignment) => TryAsync(assignment, async said =>
    {
        await WriteSweepAsync(assignment, said);
        var step = assignment.Checkpoint?.Step ?? 0;
        return await EarlierPart.IsHereAsync(reader, FolderOf(assignment), assignment.Trial, step, CancellationToken.None)
            ? TrialLog.Open(options.LogsFolder, assignment, time, said)
            : (await ReplayAsync(assignment, step, null, null, said)).Log;
    });

    /// <summary>Writes the files of an attempt anew, up to the step to which they should be; the log goes on from there.</summary>
    /// <inheritdoc cref="BeginAsync"/>
    public Task<TrialLog?> RestoreAsync(TrialAssignment assignment, long upTo, WordVectors? vectors) => TryAsync(assignment, async said =>
    {
        await WriteSweepAsync(assignment, said);
        return (await ReplayAsync(assignment, upTo, vectors, null, said)).Log;
    });

    /// <summary>Writes the files of a trial that has ended anew, with its end.</summary>
    /// <returns>Whether they are complete.</returns>
    public async Task<bool> CompleteAsync(TrialAssignment assignment, TrialSummary trial, WordVectors? vectors)
    {
        using var log = await TryAsync(assignment, async said =>
        {
            await WriteSweepAsync(assignment, said);
            var replayed = await ReplayAsync(assignment, long.MaxValue, vectors, trial.StartedAt, said);
            replayed.End(trial.Status, trial.FinishedAt);
            return replayed.Log;
        });
        return log is { IsLost: false };
    }

    private async Task<ReplayedLog> ReplayAsync(TrialAssignment assignment, long upTo, WordVectors? vectors, DateTimeOffset? startedAt, ILogger said)
    {
        var replayed = ReplayedLog.Open(options.LogsFolder, assignment, after: 0, startedAt, time, said);
        try
        {
            if (vectors is not null) { replayed.Log.Show(vectors); }
            await replayed.CatchUpAsync(reader, upTo, CancellationToken.None);
            replayed.Log.Flush();
        }
        catch
        {
            replayed.Discard();
            throw;
        }

        if (replayed.Log.IsLost) { replayed.Discard(); }
        return replayed;
    }

    private async Task<TrialLog?> TryAsync(TrialAssignment assignment, Func<ILogger, Task<TrialLog>> open)
    {
        var said = new LossLogger(logger, Lost, assignment.Trial);
        try
        {
            return await open(said);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotOpened(said, assignment.Trial.Number, assignment.Attempt, assignment.Folder, Outage.Explain(exception));
            return null;
        }
    }

    /// <summary>Read anew for each attempt: a sweep may have been extended.</summary>
    private async Task WriteSweepAsync(TrialAssignment assignment, ILogger said)
    {
        var (_, spec) = await resender.AskAsync(() => reader.SpecAsync(assignment.Trial.SweepId, CancellationToken.None));
        SweepLog.WriteOnce(options.LogsFolder, assignment.Folder, spec, time, said);
    }

    [LoggerMessage(LogLevel.Warning, "TensorBoard files of trial {Trial}, attempt {Attempt} of '{Sweep}' cannot be written: {Problem}")]
    private static partial void LogNotOpened(ILogger logger, int trial, int attempt, string sweep, string problem);
}
