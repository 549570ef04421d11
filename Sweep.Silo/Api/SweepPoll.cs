using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>Finds out, at each look at a sweep, what is new for its tabs.</summary>
internal sealed class SweepPoll(Guid sweep, ApiSource source, SweepLooks looks, TimeProvider time)
{
    private const int MostTrialsInAMessage = 200;
    private const int MostPointsInAMessage = 2000;
    private const int TrialsInAPage = 500;

    private readonly EventTail _tail = new(sweep, source.Reader, time);
    private readonly Dictionary<int, TrialSummary> _known = [];
    private MetricCursor? _cursor;
    private string _row = "";

    /// <summary>The row as the last look had it; null before the first.</summary>
    public StreamMessage? Row { get; private set; }

    /// <summary>Whether the sweep runs, so that the next look is worth its while soon.</summary>
    public bool IsRunning { get; private set; }

    /// <param name="metrics">The metrics that tabs want besides the objective.</param>
    /// <returns>The messages for all tabs, in order; none if nothing has changed.</returns>
    public async Task<IReadOnlyList<StreamMessage>> LookAsync(IReadOnlyCollection<string> metrics, CancellationToken cancellationToken)
    {
        // The points come after the look, so a point of a trial that has changed since is not missed: the next look finds it.
        var isFirst = _cursor is null;
        _cursor ??= await source.Reader.EndOfMetricsAsync(sweep, cancellationToken);
        var events = await _tail.ReadAsync(cancellationToken);
        var look = await looks.LookAgainAsync(sweep, cancellationToken);
        var changed = look.Trials.Where(HasChanged).ToList();
        foreach (var trial in changed) { _known[trial.Id.Number] = trial; }
        var messages = new List<StreamMessage>();
        messages.AddRange(events.Select(one => StreamMessage.ForEvent(_tail.Position, one)));
        if (ReadRow(look)) { messages.Add(Row!); }
        if (isFirst) { return messages; }
        messages.AddRange(changed.Chunk(MostTrialsInAMessage).Select(chunk => StreamMessage.ForTrials(_tail.Position, look.Sweep, chunk)));
        if (changed.Count > 0) { messages.AddRange(await PointsAsync(look.Sweep, changed, metrics, cancellationToken)); }
        return messages;
    }

    private bool ReadRow(SweepLook look)
    {
        IsRunning = look.Sweep.Status is SweepStatus.Running;
        var json = RowJson.Of(look);
        var text = json.ToJsonString();
        if (text == _row) { return false; }
        (_row, Row) = (text, StreamMessage.ForRow(_tail.Position, json));
        return true;
    }

    private bool HasChanged(TrialSummary trial) =>
        !_known.TryGetValue(trial.Id.Number, out var before)
        || (trial.Status, trial.Step, trial.Attempts, trial.Best, trial.Last, trial.Reason, trial.Seconds)
            != (before.Status, before.Step, before.Attempts, before.Best, before.Last, before.Reason, before.Seconds);

    private async Task<IEnumerable<StreamMessage>> PointsAsync(
        SweepSummary summary, List<TrialSummary> changed, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken)
    {
        var found = new List<(int Trial, MetricPoint Point)>();
        var wanted = metrics.Append(summary.Spec.Objective.Metric).ToHashSet();
        var among = changed.Select(trial => trial.Id.Number).ToList();
        MetricPage page;
        do
        {
            page = await source.Reader.MetricsAsync(sweep, _cursor!, among, TrialsInAPage, cancellationToken);
            found.AddRange(page.Points.Where(one => wanted.Contains(one.Point.Metric)));
            _cursor = page.Cursor;
        }
        while (page.HasMore);
        return found.GroupBy(one => one.Point.Metric)
            .Select(group => StreamMessage.ForPoints(_tail.Position, group.Key, Few([.. group])));
    }

    /// <summary>After a long pause there may be more points than a chart can show: then those of each trial are thinned.</summary>
    private static List<(int Trial, MetricPoint Point)> Few(List<(int Trial, MetricPoint Point)> points)
    {
        if (points.Count <= MostPointsInAMessage) { return points; }
        var trials = points.GroupBy(one => one.Trial).ToList();
        var each = Math.Max(4, MostPointsInAMessage / trials.Count);
        return [.. trials.SelectMany(group => Thinned.Of([.. group.Select(one => one.Point)], each).Select(point => (group.Key, point)))];
    }
}
