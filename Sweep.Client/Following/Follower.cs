using System.Collections.Immutable;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>
/// Reads a sweep repeatedly until no slot trains it any more, and shows each state. If the database is out of reach for a while, the
/// follower waits and then continues from the same place in the metric log.
/// </summary>
/// <param name="slots">Number of trials that can be trained at the same time; null if this process cannot know it.</param>
internal sealed class Follower(ISweepReader reader, TimeProvider time, int? slots)
{
    // Number of trials in one page; each brings the points that it stored since the previous look.
    private const int PageSize = 500;

    /// <summary>
    /// After each look the follower rests this many times as long as the look took, so that watching a large sweep does not load the
    /// database.
    /// </summary>
    private const int RestFactor = 2;

    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The longest rest after a look. A look may take very long if the process was stopped or the machine slept; the limit ensures that the
    /// view is soon up to date.
    /// </summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause between two tries while the database does not answer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private static readonly Backoff _backoff = new(baseDelay: Pause, maxDelay: LongestPause);

    private readonly KnownTrials _known = new(reader);

    /// <param name="cursor">The position in the metric log after which points are new.</param>
    /// <returns>The last state: the sweep is completed, cancelled or paused, or only paused trials are left.</returns>
    public async Task<FollowSnapshot> RunAsync(Guid sweep, MetricCursor cursor, IFollowView view, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            var pause = Pause;
            try
            {
                var began = time.GetTimestamp();
                (var snapshot, cursor) = await LookAsync(sweep, cursor, cancellationToken);
                pause = Rest(time.GetElapsedTime(began));
                if (failures > 0) { view.Restored(); }
                failures = 0;
                view.Show(snapshot);
                if (snapshot.IsPaused || snapshot.Sweep.Status is SweepStatus.Completed or SweepStatus.Cancelled) { return snapshot; }
            }
            catch (SherlockException exception) when (exception.Passes)
            {
                if (failures == 0) { view.Interrupted(exception.Message); }
                pause = _backoff.DelayBefore(++failures);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>Finds the current end of the sweep's metric log.</summary>
    public Task<MetricCursor> EndAsync(Guid sweep, CancellationToken cancellationToken) =>
        reader.EndOfMetricsAsync(sweep, cancellationToken);

    private static TimeSpan Rest(TimeSpan look) => TimeSpan.FromTicks(Math.Clamp(RestFactor * look.Ticks, Pause.Ticks, LongestRest.Ticks));

    private async Task<(FollowSnapshot Snapshot, MetricCursor Cursor)> LookAsync(
        Guid sweep, MetricCursor cursor, CancellationToken cancellationToken)
    {
        var isFirst = _known.IsEmpty;
        var (summary, trials) = await _known.LookAsync(sweep, cancellationToken);

        // What happened before the first look is news only to those who follow a sweep from its beginning.
        var early = isFirst && cursor != MetricCursor.Beginning ? [] : await EarlyEndsAsync(sweep, cancellationToken);
        var points = ImmutableArray.CreateBuilder<(int, MetricPoint)>();
        MetricPage page;
        do
        {
            page = await reader.MetricsAsync(sweep, cursor, _known.ToBeRead, PageSize, cancellationToken);
            points.AddRange(page.Points);
            cursor = page.Cursor;
        }
        while (page.HasMore);
        _known.HaveBeenRead();
        return (new(summary, trials, points.ToImmutable(), slots) { EarlyEnds = early }, cursor);
    }

    /// <summary>Reads how earlier attempts ended, of trials that have begun another one. Nearly always there is nothing to read.</summary>
    private async Task<ImmutableArray<TrialAttempt>> EarlyEndsAsync(Guid sweep, CancellationToken cancellationToken)
    {
        var again = _known.BegunAgain;
        if (again.Count == 0) { return []; }
        var attempts = await reader.AttemptsAsync(sweep, again.Count == 1 ? again.Keys.Single() : null, cancellationToken);
        return
        [
            .. attempts.GroupBy(attempt => attempt.Trial).Where(trial => again.ContainsKey(trial.Key))
                .SelectMany(trial => trial.OrderBy(attempt => attempt.Number).SkipLast(1))
                .Where(attempt => attempt.EndedAt is not null && attempt.Number >= again[attempt.Trial]),
        ];
    }
}
