using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.TensorBoard;

namespace Sweep.Silo.Slots;

/// <summary>Opens the event files of attempts, with their sweep's record beside them.</summary>
internal sealed partial class SweepLogs(
    SlotOptions options, SweepReader reader, Resender resender, ILocalSiloDetails silo, TimeProvider time, ILogger<TrialLog> logger)
{
    private const int MostKnown = 100;

    private readonly ConcurrentDictionary<Guid, SweepSpec> _known = new();
    private volatile bool _isLost;

    /// <param name="vectors">The words' vectors as they are at the attempt's beginning.</param>
    /// <returns>
    /// The attempt's event files; null where they cannot be had, which in a cluster never keeps a trial from being trained: the database has its series.
    /// </returns>
    public async Task<TrialLog?> OpenAsync(TrialAssignment assignment, WordVectors? vectors)
    {
        try
        {
            return Open(assignment, await SpecAsync(assignment), vectors);
        }
        catch (Exception exception) when (options.IsClustered && exception is not OperationCanceledException)
        {
            LogNotOpened(logger, assignment.Folder, assignment.Trial.Number, Outage.Explain(exception));
            return null;
        }
    }

    private TrialLog Open(TrialAssignment assignment, SweepSpec? spec, WordVectors? vectors)
    {
        // A folder that cannot be written is said once, not for each of thousands of trials.
        ILogger said = _isLost && options.IsClustered ? NullLogger.Instance : logger;
        var log = TrialLog.Open(options.LogsFolder, assignment, time, said, vectors, EnvironmentText.Of(assignment.Attempt, silo.Name));
        _isLost = log.IsLost;
        if (spec is not null && !(log.IsLost && options.IsClustered))
        {
            SweepLog.Write(options.LogsFolder, assignment.Folder, spec, time, said);
        }

        return log;
    }

    /// <summary>
    /// Null where it is not needed: the sweep's record is there, and has this trial's values among its columns. It is read once in the life of this process, and
    /// again when the sweep was extended since.
    /// </summary>
    private async Task<SweepSpec?> SpecAsync(TrialAssignment assignment)
    {
        if (_known.TryGetValue(assignment.Trial.SweepId, out var known) && SweepLog.Covers(known, assignment))
        {
            return SweepLog.Exists(options.LogsFolder, assignment.Folder) ? null : known;
        }

        var (_, spec) = await resender.AskAsync(() => reader.SpecAsync(assignment.Trial.SweepId, CancellationToken.None));
        if (_known.Count >= MostKnown) { _known.Clear(); }
        return _known[assignment.Trial.SweepId] = spec;
    }

    [LoggerMessage(LogLevel.Warning, "There will be no TensorBoard files of this attempt of trial {Sweep}/{Trial}: {Problem}")]
    private static partial void LogNotOpened(ILogger logger, string sweep, int trial, string problem);
}
