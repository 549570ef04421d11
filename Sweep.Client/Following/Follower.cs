using System.Collections.Immutable;
using Sweep.Client.Surroundings;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>Looks at a sweep again and again until nobody trains it any more, and shows what it sees.</summary>
/// <param name="slots">Trials that can be trained at once; null where that is not ours to know.</param>
internal sealed class Follower(ISweepSource source, TimeProvider time, int? slots)
{
    // Trials in one page; each brings what it stored since the last look.
    private const int PageSize = 500;

    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="cursor">Metric points up to here are old news.</param>
    /// <returns>The last look: the sweep is completed, cancelled or paused.</returns>
    public async Task<FollowSnapshot> RunAsync(Guid sweep, MetricCursor cursor, IFollowView view, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Status first: what is read after a final status is all there will ever be.
            var summary = await source.SummaryAsync(sweep, cancellationToken);
            var trials = await source.TrialsAsync(sweep, cancellationToken);
            (var points, cursor) = await PointsAsync(sweep, cursor, cancellationToken);
            var snapshot = new FollowSnapshot(summary, trials, points, slots);
            view.Show(snapshot);
            if (summary.Status is not SweepStatus.Running)
            {
                return snapshot;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>The end of the sweep's metric log as it is now.</summary>
    public Task<MetricCursor> EndAsync(Guid sweep, CancellationToken cancellationToken) => source.EndOfMetricsAsync(sweep, cancellationToken);

    private async Task<(ImmutableArray<(int Trial, MetricPoint Point)> Points, MetricCursor Cursor)> PointsAsync(
        Guid sweep, MetricCursor cursor, CancellationToken cancellationToken)
    {
        var points = ImmutableArray.CreateBuilder<(int, MetricPoint)>();
        MetricPage page;
        do
        {
            page = await source.MetricsAsync(sweep, cursor, PageSize, cancellationToken);
            points.AddRange(page.Points);
            cursor = page.Cursor;
        }
        while (page.HasMore);
        return (points.ToImmutable(), cursor);
    }
}
