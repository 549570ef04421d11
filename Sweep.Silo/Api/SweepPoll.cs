using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Api;

/// <summary>
/// Finds out, at each look at a sweep, what is new for its tabs. If a look fails half-way, the next one tells what it had found.
/// </summary>
/// <param name="lookAsync">Looks at the sweep.</param>
internal sealed class SweepPoll(Guid sweep, SweepReader reader, Func<CancellationToken, Task<SweepLook>> lookAsync, TimeProvider time)
{
    private const int MostTrialsInAMessage = 200;
    private const int MostPointsInAMessage = 2000;
    private const int PointsInAPage = 500;

    private readonly EventTail _tail = new(sweep, reader, time);
    private readonly Dictionary<int, TrialSummary> _known = [];

    // What was found and not yet told: messages, trials whose points are to be read, and points.
    private readonly List<StreamMessage> _messages = [];
    private readonly HashSet<int> _moved = [];
    private readonly List<(int Trial, MetricPoint Point)> _points = [];
    private MetricCursor? _cursor;
    private bool _hasBegun;
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
        _cursor ??= await reader.EndOfMetricsAsync(sweep, cancellationToken);
        _messages.AddRange((await _tail.ReadAsync(cancellationToken)).Select(one => StreamMessage.ForEvent(_tail.Position, one)));
        var look = await lookAsync(cancellationToken);
        ReadRow(look);
        ReadTrials(look);
        if (_moved.Count > 0) { await ReadPointsAsync(look.Sweep, metrics, cancellationToken); }
        _hasBegun = true;
        IReadOnlyList<StreamMessage> found = [.. _messages];
        _messages.Clear();
        return found;
    }

    private void ReadRow(SweepLook look)
    {
        IsRunning = look.Sweep.Status is SweepStatus.Running;
        var json = RowJson.Of(look);
        var text = json.ToJsonString();
        if (text == _row) { return; }
        (_row, Row) = (text, StreamMessage.ForRow(_tail.Position, json));
        _messages.Add(Row);
    }

    /// <summary>Nothing is told of the trials as the first look finds them: the page asks for them itself.</summary>
    private void ReadTrials(SweepLook look)
    {
        var changed = look.Trials.Where(HasChanged).ToList();
        foreach (var trial in changed) { _known[trial.Id.Number] = trial; }
        if (!_hasBegun) { return; }
        _messages.AddRange(changed.Chunk(MostTrialsInAMessage).Select(chunk => StreamMessage.ForTrials(_tail.Position, look.Sweep, chunk)));
        _moved.UnionWith(changed.Select(trial => trial.Id.Number));
    }

    private bool HasChanged(TrialSummary trial) =>
        !_known.TryGetValue(trial.Id.Number, out var before)
        || (trial.Status, trial.Step, trial.Attempts, trial.Best, trial.Last, trial.Reason, trial.Seconds)
            != (before.Status, before.Step, before.Attempts, before.Best, before.Last, before.Reason, before.Seconds);

    private async Task ReadPointsAsync(SweepSummary summary, IReadOnlyCollection<string> metrics, CancellationToken cancellationToken)
    {
        var wanted = metrics.Append(summary.Spec.Objective.Metric).ToHashSet();
        MetricPage page;
        do
        {
            page = await reader.MetricsAsync(sweep, _cursor!, _moved, PointsInAPage, cancellationToken);
            _points.AddRange(page.Points.Where(one => wanted.Contains(one.Point.Metric)));
            _cursor = page.Cursor;
        }
        while (page.HasMore);
        _messages.AddRange(_points.GroupBy(one => one.Point.Metric)
            .Select(group => StreamMessage.ForPoints(_tail.Position, group.Key, Few([.. group]))));
        _points.Clear();
        _moved.Clear();
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
