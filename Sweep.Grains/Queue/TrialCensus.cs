using Sweep.Grains.Storage;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Queue;

/// <summary>Counts the database's trials for the metrics, as often as it is asked but no more than a small share of the time: the more there are, the longer it takes.</summary>
/// <param name="clock">Measures how long it takes.</param>
internal sealed class TrialCensus(TrialStore trials, QueueMetrics metrics, TimeProvider clock)
{
    /// <summary>A count is followed by a pause that is so many times as long.</summary>
    private const int Pause = 20;

    private long _ended;
    private TimeSpan _pause;
    private bool _isEnded;

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(_ended) < _pause) { return; }
        var begun = clock.GetTimestamp();
        var counts = await trials.CountAsync(cancellationToken);
        (_ended, _pause) = (clock.GetTimestamp(), clock.GetElapsedTime(begun) * Pause);
        if (!_isEnded) { metrics.Show(this, counts); }
    }

    /// <summary>The queue is held by this silo no longer: a count that is under way is not shown any more.</summary>
    public void End()
    {
        _isEnded = true;
        metrics.Hide(this);
    }
}
