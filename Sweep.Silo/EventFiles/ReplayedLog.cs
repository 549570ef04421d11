using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Files;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// A trial's event file that is written from the database, each record with the time at which it was stored. Memory holds a page of points at a time, however
/// long the trial is.
/// </summary>
internal sealed class ReplayedLog : IDisposable
{
    private const int PageSize = 5_000;

    private readonly TrialId _trial;
    private readonly RecordedTime _time;
    private readonly string[] _earlier;
    private readonly bool _isExported;

    private ReplayedLog(TrialId trial, TrialLog log, RecordedTime time, string[] earlier, long step, bool isExported) =>
        (_trial, Log, _time, _earlier, Step, _isExported) = (trial, log, time, earlier, step, isExported);

    public TrialLog Log { get; }

    /// <summary>How far it has come.</summary>
    public long Step { get; private set; }

    /// <summary>Begins a file that sorts behind those in the trial's folder.</summary>
    /// <param name="after">The step up to which the files that are there hold: 0 begins anew, and voids all of them.</param>
    /// <param name="startedAt">When the trial was begun; null for now.</param>
    /// <param name="content">What else it begins with.</param>
    /// <param name="logger">Is warned where it cannot be written.</param>
    public static ReplayedLog Open(
        string logsFolder, TrialAssignment assignment, long after, DateTimeOffset? startedAt, LogContent content, TimeProvider time, ILogger logger)
    {
        var folder = LogFolders.Trial(logsFolder, assignment.Folder, assignment.Trial.Number);
        var recorded = new RecordedTime(time) { At = startedAt };
        var earlier = Files(folder);
        var begin = assignment with { Checkpoint = after == 0 ? null : new CheckpointInfo(after, "", 0) };
        var log = TrialLog.Open(logsFolder, begin, recorded, logger, content.Vectors, content.Environment, content.IsExported);
        recorded.At = null;
        return new(assignment.Trial, log, recorded, earlier, after, content.IsExported);
    }

    /// <summary>Writes what the database has more, up to a step. Ends early where the file cannot be written any more.</summary>
    public async Task CatchUpAsync(SweepReader reader, long upTo, CancellationToken cancellationToken)
    {
        try
        {
            while (!Log.IsLost && await reader.PointsAsync(_trial, Step, PageSize, cancellationToken) is { Count: > 0 } page)
            {
                // Anew for each page: what is stored meanwhile would lie behind the end of an older one.
                var summaries = new SummaryPages(reader, _trial, Step);
                foreach (var step in page.GroupBy(point => point.Point.Step))
                {
                    if (step.Key > upTo || Log.IsLost) { return; }
                    var beside = await summaries.AtAsync(step.Key, cancellationToken);
                    _time.At = step.First().RecordedAt;
                    Log.Write([.. step.Select(point => point.Point)], beside);
                    Step = step.Key;
                }
            }
        }
        finally
        {
            _time.At = null;
        }
    }

    /// <inheritdoc cref="TrialLog.End"/>
    public void End(TrialStatus status, string? reason, DateTimeOffset? endedAt)
    {
        _time.At = endedAt;
        Log.End(status, reason);
        _time.At = null;
    }

    /// <summary>Removes what was begun and could not be finished: otherwise every try on a full disk would leave a file.</summary>
    public void Discard()
    {
        Dispose();

        // No other: an attempt that was begun meanwhile may have one of this very process.
        if (Log.Path is { } path) { Remove([path]); }
    }

    /// <summary>Removes the files of its kind that this one voided, so that writing it again and again does not fill the disk. Files of others stay.</summary>
    public void RemoveEarlier() => Remove(_earlier.Where(path => _isExported ? EventFileName.IsExported(path) : EventFileName.IsLive(path)));

    public void Dispose() => Log.Dispose();

    private static string[] Files(string folder) => Directory.Exists(folder) ? EventFileName.InOrder(folder) : [];

    private static void Remove(IEnumerable<string> files)
    {
        foreach (var path in files)
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (LogFolders.IsUnwritable(exception))
            {
                // It is void, so that it stays is no harm to anybody.
                return;
            }
        }
    }
}

/// <summary>What a trial's file has beside what was reported.</summary>
/// <param name="Vectors">What the projector shows; null where that is not to be had.</param>
/// <param name="Environment">Where the trial was trained; null where that is not known.</param>
/// <param name="IsExported">Whether somebody else than the silo that trains writes it.</param>
internal sealed record LogContent(WordVectors? Vectors = null, string? Environment = null, bool IsExported = false);
