using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.TensorBoard;

namespace Sweep.Silo.Slots;

/// <summary>Opens the event files of attempts, with their sweep's record beside them.</summary>
internal sealed partial class SweepLogs(
    SlotOptions options, SweepReader reader, Resender resender, TimeProvider time, ILogger<TrialLog> logger)
{
    private const int MostKnown = 100;

    private readonly ConcurrentDictionary<Guid, SweepSpec> _known = new();
    private volatile bool _isLost;

    /// <returns>
    /// The attempt's event files; null where they cannot be had, which in a cluster never keeps a trial from being trained: the database has its series.
    /// </returns>
    public async Task<TrialLog?> OpenAsync(TrialAssignment assignment)
    {
        try
        {
            return Open(assignment, await SpecAsync(assignment));
        }
        catch (Exception exception) when (options.IsClustered && exception is not OperationCanceledException)
        {
            LogNotOpened(logger, assignment.Folder, assignment.Trial.Number, Outage.Explain(exception));
            return null;
        }
    }

    private TrialLog Open(TrialAssignment assignment, SweepSpec? spec)
    {
        // A folder that cannot be written is said once, not for each of thousands of trials.
        ILogger said = _isLost && options.IsClustered ? NullLogger.Instance : logger;
        var log = TrialLog.Open(options.LogsFolder, assignment, time, said);
        _isLost = log.IsLost;
        if (spec is not null && !(log.IsLost && options.IsClustered))
        {
            SweepLog.WriteOnce(options.LogsFolder, assignment.Folder, spec, time, said);
        }

        return log;
    }

    /// <summary>Null where it is not needed: the sweep's record is there.</summary>
    private async Task<SweepSpec?> SpecAsync(TrialAssignment assignment)
    {
        if (SweepLog.Exists(options.LogsFolder, assignment.Folder)) { return null; }
        if (_known.TryGetValue(assignment.Trial.SweepId, out var known)) { return known; }
        var (_, spec) = await resender.AskAsync(() => reader.SpecAsync(assignment.Trial.SweepId, CancellationToken.None));
        if (_known.Count >= MostKnown) { _known.Clear(); }
        return _known[assignment.Trial.SweepId] = spec;
    }

    [LoggerMessage(LogLevel.Warning, "There will be no TensorBoard files of this attempt of trial {Sweep}/{Trial}: {Problem}")]
    private static partial void LogNotOpened(ILogger logger, string sweep, int trial, string problem);
}
