using System.Collections.Concurrent;
using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Retry;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Opens the event files of attempts, with their sweep's record beside them, and writes them again from the database if they have gaps.
/// None of this ever ends a training, because the database has everything that was in the files.
/// </summary>
internal sealed partial class EventFileWriters(
    SlotOptions options, SweepReader reader, SweepFolders folders, TrainableRegistry trainables, GrainRetryPolicy retry,
    ILocalSiloDetails silo, TimeProvider time, ILogger<TrialEventFile> logger)
{
    private const int MostKnown = 100;

    private readonly ConcurrentDictionary<Guid, SweepSpec> _known = new();

    /// <summary>The trials whose files have gaps.</summary>
    public IncompleteEventFiles Lost { get; } = new(logger);

    /// <summary>The delays between two tries to write files.</summary>
    public static Backoff Backoff { get; } = new(baseDelay: TimeSpan.FromSeconds(1), maxDelay: TimeSpan.FromSeconds(30));

    /// <param name="vectors">The word vectors at the attempt's beginning.</param>
    public async Task<AttemptEventFile> OpenAsync(TrialAssignment assignment, WordVectors? vectors)
    {
        var log = new AttemptEventFile(assignment, vectors, this, time);
        await log.BeginAsync();
        return log;
    }

    /// <summary>The folder of a trial.</summary>
    public string FolderOf(TrialAssignment assignment) =>
        EventFileFolders.Trial(options.LogsFolder, assignment.Folder, assignment.Trial.Number);

    /// <summary>Continues after what earlier attempts left. If that is incomplete, the files are written again from the database.</summary>
    /// <returns>Null, or a log that is lost, if the files cannot be written.</returns>
    public Task<TrialEventFile?> BeginAsync(TrialAssignment assignment, WordVectors? vectors) => TryAsync(assignment, async fault =>
    {
        var (step, content) = (assignment.Checkpoint?.Step ?? 0, Content(assignment, vectors));
        return await EventFilePrefix.IsHereAsync(reader, FolderOf(assignment), assignment, CancellationToken.None)
            ? TrialEventFile.Open(options.LogsFolder, assignment, time, fault, content)
            : await ReplayAsync(assignment, step, content, fault);
    });

    /// <summary>Writes the files of an attempt again, up to the step that they should have; the log continues from there.</summary>
    /// <inheritdoc cref="BeginAsync"/>
    public Task<TrialEventFile?> RestoreAsync(TrialAssignment assignment, long upTo, WordVectors? vectors) => TryAsync(
        assignment, fault => ReplayAsync(assignment, upTo, Content(assignment, vectors), fault));

    /// <summary>Writes the files of a trial that has ended here again, including its end.</summary>
    /// <param name="spec">The current specification of its sweep.</param>
    /// <param name="trial">The trial's current state.</param>
    /// <returns>Null if the trial was retried meanwhile.</returns>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public async Task<EndedEventFile?> CompleteAsync(
        TrialAssignment assignment, SweepSpec spec, TrialSummary trial, WordVectors? vectors, CancellationToken cancellationToken)
    {
        string? last = null;
        if (!SweepEventFile.Write(options.LogsFolder, assignment.Folder, spec, time, Note)) { throw new IOException(last); }
        using var replayed = await ReplayAsync(assignment, long.MaxValue, Content(assignment, vectors), trial.StartedAt, Note);

        // The files of a new attempt may sort before this one, which would make them void.
        if (!await IsStillAsync(trial, cancellationToken))
        {
            replayed.Discard();
            return null;
        }

        replayed.End(trial.Status, trial.Reason, trial.FinishedAt);
        if (replayed.Log.IsLost)
        {
            replayed.Discard();
            throw new IOException(last);
        }

        replayed.RemoveEarlier();
        return EndedEventFile.Of(assignment, replayed.Log.Path);

        void Note(string problem) => Lost.Lose(assignment.Trial, last = problem);
    }

    /// <summary>When the trial's first attempt began.</summary>
    private async Task<DateTimeOffset?> StartedAtAsync(TrialId trial) =>
        (await reader.TryTrialAsync(trial, CancellationToken.None))?.StartedAt;

    /// <summary>How an attempt's trial ended, if the attempt itself did not end it.</summary>
    /// <returns>Null if the trial has not ended, or continues elsewhere, or its end cannot be read.</returns>
    public async Task<TrialSummary?> EndOfAsync(TrialAssignment assignment)
    {
        try
        {
            var trial = await retry.AskAsync(() => reader.TryTrialAsync(assignment.Trial, CancellationToken.None));
            return trial is not null && trial.Status.IsFinal() && trial.Attempts == assignment.Attempt ? trial : null;
        }
        catch (Exception exception) when (options.ErrorPolicy.GoesOnAfter(exception))
        {
            LogEndUnknown(logger, assignment.Trial.Number, OutageNotice.Explain(exception));
            return null;
        }
    }

    /// <summary>Whether the logs folder as a whole can be written. If so, a failure concerns only one trial.</summary>
    public bool CanBeWritten() => EventFileFolders.CanBeWritten(options.LogsFolder);

    private async Task<bool> IsStillAsync(TrialSummary trial, CancellationToken cancellationToken) =>
        await reader.TryTrialAsync(trial.Id, cancellationToken) is { } now && (now.Attempts, now.Status) == (trial.Attempts, trial.Status);

    private EventFileContent Content(TrialAssignment assignment, WordVectors? vectors) =>
        new(vectors, EnvironmentText.Of(assignment.Attempt, silo.Name))
        {
            Grafana = options.Grafana,
            Graph = TrialGraphs.Of(trainables, assignment.Schema.Id, logger),
        };

    private async Task<TrialEventFile> ReplayAsync(TrialAssignment assignment, long upTo, EventFileContent content, Action<string> fault)
    {
        var replayed = await ReplayAsync(assignment, upTo, content, await StartedAtAsync(assignment.Trial), fault);

        // The earlier files are void, and the disk may just have been full.
        if (!replayed.Log.IsLost) { replayed.RemoveEarlier(); }
        return replayed.Log;
    }

    private async Task<ReplayedEventFile> ReplayAsync(
        TrialAssignment assignment, long upTo, EventFileContent content, DateTimeOffset? startedAt, Action<string> fault)
    {
        var replayed = ReplayedEventFile.Open(options.LogsFolder, assignment, after: 0, startedAt, content, time, fault);
        try
        {
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

    private async Task<TrialEventFile?> TryAsync(TrialAssignment assignment, Func<Action<string>, Task<TrialEventFile>> open)
    {
        try
        {
            var spec = await SpecAsync(assignment);
            await folders.AdmitLogsAsync(assignment, question => retry.AskAsync(question));
            var log = await open(Note);
            if (spec is null || log.IsLost || SweepEventFile.Write(options.LogsFolder, assignment.Folder, spec, time, Note)) { return log; }

            // A trial without its sweep's record is incomplete, so both are tried again.
            log.Dispose();
            return null;
        }
        catch (Exception exception) when (EventFileFolders.IsUnwritable(exception) || options.ErrorPolicy.GoesOnAfter(exception))
        {
            Note(string.Create(
                CultureInfo.InvariantCulture,
                $"TensorBoard files of trial {assignment.Trial.Number}, attempt {assignment.Attempt} of '{assignment.Folder}' "
                    + $"cannot be written: {OutageNotice.Explain(exception)}"));
            return null;
        }

        void Note(string problem) => Lost.Lose(assignment.Trial, problem);
    }

    /// <summary>
    /// The sweep's specification; null if it is not needed because the sweep's record is there and has this trial's values among its
    /// columns. It is read once in the life of this process, and again if the sweep was extended since.
    /// </summary>
    private async Task<SweepSpec?> SpecAsync(TrialAssignment assignment)
    {
        if (_known.TryGetValue(assignment.Trial.SweepId, out var known) && SweepEventFile.Covers(known, assignment))
        {
            return SweepEventFile.Exists(options.LogsFolder, assignment.Folder) ? null : known;
        }

        var (_, spec) = await retry.AskAsync(() => reader.SpecAsync(assignment.Trial.SweepId, CancellationToken.None));
        if (_known.Count >= MostKnown) { _known.Clear(); }
        return _known[assignment.Trial.SweepId] = spec;
    }

    [LoggerMessage(LogLevel.Warning, "How trial {Trial} ended cannot be read, and its TensorBoard files do not say it: {Problem}")]
    private static partial void LogEndUnknown(ILogger logger, int trial, string problem);
}
