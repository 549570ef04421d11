using Sweep.Grains.Storage;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Counts the database's trials for the metrics. It counts on request, but spends only a small share of the time on it, because a count
/// takes longer when there are more trials.
/// </summary>
/// <param name="clock">Measures how long a count takes.</param>
internal sealed class TrialCountPoll(TrialStore trials, QueueMetrics metrics, TimeProvider clock)
{
    /// <summary>The pause after a count is this many times as long as the count.</summary>
    private const int Pause = 20;

    /// <summary>
    /// The shortest pause after a count that failed: if it was too much for the database, that does not change in a moment.
    /// </summary>
    internal static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The longest pause, even if a count took very long because the process was stopped: afterwards the metrics are soon up to date.
    /// </summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private long _ended;
    private TimeSpan _pause;
    private bool _isEnded;

    /// <exception cref="Exception">The database cannot count them now; the next calls skip the count for a while.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(_ended) < _pause) { return; }
        var begun = clock.GetTimestamp();
        var shortest = PauseAfterFailure;
        try
        {
            var counts = await trials.CountAsync(cancellationToken);
            shortest = TimeSpan.Zero;
            if (!_isEnded) { metrics.Show(this, counts); }
        }
        finally
        {
            var pause = Math.Clamp(clock.GetElapsedTime(begun).Ticks * Pause, shortest.Ticks, LongestPause.Ticks);
            (_ended, _pause) = (clock.GetTimestamp(), TimeSpan.FromTicks(pause));
        }
    }

    /// <summary>Records that this silo no longer holds the queue: a count that is under way is not shown.</summary>
    public void End()
    {
        _isEnded = true;
        metrics.Hide(this);
    }
}
