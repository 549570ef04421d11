using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>
/// Looks at a sweep again and again until nobody trains it any more, and shows what it sees. A database that cannot be reached for a while
/// is no end: the log is read on from where it was.
/// </summary>
/// <param name="slots">Trials that can be trained at once; null where that is not ours to know.</param>
internal sealed class Follower(ISweepSource source, TimeProvider time, int? slots)
{
    // Trials in one page; each brings what it stored since the last look.
    private const int PageSize = 500;

    /// <summary>
    /// A look is followed by a rest that is this many times as long, so that watching a large sweep does not load the database.
    /// </summary>
    private const int RestFactor = 2;

    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The longest rest after a look, however long it took: a process that was stopped in a look, or a machine that slept, shows its sweep
    /// again soon.
    /// </summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

    /// <summary>Between two tries of a database that does not answer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly KnownTrials _known = new(source);

    /// <param name="cursor">Metric points up to here are old news.</param>
    /// <returns>The last look: the sweep is completed, cancelled or paused.</returns>
    public async Task<FollowSnapshot> RunAsync(Guid sweep, MetricCursor cursor, IFollowView view, CancellationToken cancellationToken)
    {
        TimeSpan? outage = null;
        while (true)
        {
            var pause = Pause;
            try
            {
                var began = time.GetTimestamp();
                (var snapshot, cursor) = await LookAsync(sweep, cursor, cancellationToken);
                pause = Rest(time.GetElapsedTime(began));
                if (outage is not null) { view.Restored(); }
                outage = null;
                view.Show(snapshot);
                if (snapshot.Sweep.Status is not SweepStatus.Running) { return snapshot; }
            }
            catch (SherlockException exception) when (exception.Passes)
            {
                if (outage is null) { view.Interrupted(exception.Message); }
                pause = outage ?? Pause;
                outage = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>The end of the sweep's metric log as it is now.</summary>
    public Task<MetricCursor> EndAsync(Guid sweep, CancellationToken cancellationToken) => source.EndOfMetricsAsync(sweep, cancellationToken);

    private static TimeSpan Rest(TimeSpan look) => TimeSpan.FromTicks(Math.Clamp(RestFactor * look.Ticks, Pause.Ticks, LongestRest.Ticks));

    private async Task<(FollowSnapshot Snapshot, MetricCursor Cursor)> LookAsync(Guid sweep, MetricCursor cursor, CancellationToken cancellationToken)
    {
        var (summary, trials) = await _known.LookAsync(sweep, cancellationToken);
        var points = ImmutableArray.CreateBuilder<(int, MetricPoint)>();
        MetricPage page;
        do
        {
            page = await source.MetricsAsync(sweep, cursor, _known.ToBeRead, PageSize, cancellationToken);
            points.AddRange(page.Points);
            cursor = page.Cursor;
        }
        while (page.HasMore);
        _known.HaveBeenRead();
        return (new(summary, trials, points.ToImmutable(), slots), cursor);
    }
}
