using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Files;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Writes a trial's event file from the database, with the time at which each record was stored. Only one page of points is in memory at a
/// time, however long the trial is.
/// </summary>
internal sealed class ReplayedEventFile : IDisposable
{
    private const int PageSize = 5_000;

    private readonly TrialId _trial;
    private readonly RecordedTime _time;
    private readonly string[] _earlier;
    private readonly bool _isExported;

    private ReplayedEventFile(TrialId trial, TrialEventFile log, RecordedTime time, string[] earlier, long step, bool isExported) =>
        (_trial, Log, _time, _earlier, Step, _isExported) = (trial, log, time, earlier, step, isExported);

    public TrialEventFile Log { get; }

    /// <summary>The last step that was written.</summary>
    public long Step { get; private set; }

    /// <summary>Begins a file that sorts after those in the trial's folder.</summary>
    /// <param name="after">
    /// The step up to which the existing files are valid. With 0 the file starts from the beginning, and all of them become void.
    /// </param>
    /// <param name="startedAt">When the trial began; null for now.</param>
    /// <param name="content">What else the file begins with.</param>
    /// <param name="fault">Called with one line if the file cannot be written.</param>
    public static ReplayedEventFile Open(
        string logsFolder,
        TrialAssignment assignment,
        long after,
        DateTimeOffset? startedAt,
        EventFileContent content,
        TimeProvider time,
        Action<string> fault)
    {
        var recorded = new RecordedTime(time) { At = startedAt };
        var earlier = Files(content.FolderOf(logsFolder, assignment));
        var begin = assignment with { Checkpoint = after == 0 ? null : new CheckpointInfo(after, "", 0) };
        var log = TrialEventFile.Open(logsFolder, begin, recorded, fault, content);
        recorded.At = null;
        return new(assignment.Trial, log, recorded, earlier, after, content.IsExported);
    }

    /// <summary>Writes what is new in the database, up to a step. Ends early if the file can no longer be written.</summary>
    public async Task CatchUpAsync(ISweepReader reader, long upTo, CancellationToken cancellationToken)
    {
        try
        {
            while (!Log.IsLost)
            {
                var page = await reader.PointsAsync(_trial, Step, PageSize, cancellationToken);
                // Made again for each page, because what is stored meanwhile would lie after the end of an older one.
                var summaries = new SummaryPages(reader, _trial, Step);
                var points = page.TakeWhile(point => point.Point.Step <= upTo).GroupBy(point => point.Point.Step);
                foreach (var step in points) { await WriteAsync(step.Key, [.. step], summaries, cancellationToken); }
                if (page.Count > 0 && page[^1].Point.Step <= upTo) { continue; }
                if (await HasWrittenRestAsync(reader, summaries, upTo, cancellationToken)) { return; }
            }
        }
        finally
        {
            _time.At = null;
        }
    }

    /// <summary>Writes the summaries behind the last points.</summary>
    /// <returns>False if points were stored meanwhile, which come first.</returns>
    private async Task<bool> HasWrittenRestAsync(
        ISweepReader reader, SummaryPages summaries, long upTo, CancellationToken cancellationToken)
    {
        while (await summaries.NextAsync(upTo, cancellationToken) is { } rest)
        {
            // A summary and the points of its step are stored together.
            var newer = await reader.PointsAsync(_trial, Step, PageSize, cancellationToken);
            if (newer.Count > 0 && newer[0].Point.Step <= rest.Step) { return false; }
            Log.Write([], [rest]);
            Step = rest.Step;
        }

        return true;
    }

    /// <summary>Writes the points of a step, behind the summaries of steps without points before it.</summary>
    private async Task WriteAsync(
        long step, IReadOnlyList<RecordedPoint> points, SummaryPages summaries, CancellationToken cancellationToken)
    {
        if (Log.IsLost) { return; }
        var beside = ImmutableArray.CreateBuilder<StepSummary>();
        while (await summaries.NextAsync(step, cancellationToken) is { } summary) { beside.Add(summary); }
        _time.At = points[0].RecordedAt;
        Log.Write([.. points.Select(point => point.Point)], beside.ToImmutable());
        Step = step;
    }

    /// <inheritdoc cref="TrialEventFile.End"/>
    public void End(TrialStatus status, string? reason, DateTimeOffset? endedAt)
    {
        _time.At = endedAt;
        Log.End(status, reason);
        _time.At = null;
    }

    /// <summary>Removes a file that was begun and could not be finished. Otherwise every try on a full disk would leave a file.</summary>
    public void Discard()
    {
        Dispose();

        // Only this file: an attempt that was begun meanwhile may have a file of this same process.
        if (Log.Path is { } path) { Remove([path]); }
    }

    /// <summary>
    /// Removes the files of its kind that this one made void, so that writing it repeatedly does not fill the disk. Other files stay.
    /// </summary>
    public void RemoveEarlier() =>
        Remove(_earlier.Where(path => _isExported ? EventFileName.IsExported(path) : EventFileName.IsLive(path)));

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
            catch (Exception exception) when (EventFileFolders.IsUnwritable(exception))
            {
                // The file is void, so it does no harm if it stays.
                return;
            }
        }
    }
}
