using Sweep.Grains.Storage;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Scheduling;

/// <summary>Counts the database's trials for the metrics, as often as it is asked but no more than a small share of the time: the more there are, the longer it takes.</summary>
/// <param name="clock">Measures how long it takes.</param>
internal sealed class TrialCensus(TrialStore trials, QueueMetrics metrics, TimeProvider clock)
{
    /// <summary>A count is followed by a pause that is so many times as long.</summary>
    private const int Pause = 20;

    /// <summary>At the least after a count that failed: what was too much for the database will not be less in a moment.</summary>
    internal static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause, however long a count took: a process that was stopped in a count shows its metrics again soon.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private long _ended;
    private TimeSpan _pause;
    private bool _isEnded;

    /// <exception cref="Exception">The database cannot count them now; the next calls do not ask it for a while.</exception>
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

    /// <summary>The queue is held by this silo no longer: a count that is under way is not shown any more.</summary>
    public void End()
    {
        _isEnded = true;
        metrics.Hide(this);
    }
}
