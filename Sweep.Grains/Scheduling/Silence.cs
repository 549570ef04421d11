using Sweep.Grains.Storage;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// How long a running trial may be silent. While the database is away no slot can report, so after an outage every trial of a healthy silo
/// looks as if it had been silent for as long; and when the database's clock is set, every trial looks as if it had been silent for that
/// much longer. Until they have all had the time to report again, silence says nothing.
/// </summary>
/// <remarks>A new activation does not know what was before it, and begins as after an outage.</remarks>
internal sealed class Silence(TimeProvider clock)
{
    /// <summary>
    /// Slots report every second and try again every few seconds, and each silo reads the database's clock once a minute.
    /// </summary>
    internal static readonly TimeSpan Respite = TimeSpan.FromMinutes(2);

    /// <summary>Less than that is a clock that is gently put right.</summary>
    private static readonly TimeSpan _worthARespite = TimeSpan.FromSeconds(5);

    private long _excused = clock.GetTimestamp();
    private (DateTimeOffset Time, long At) _last = (clock.GetUtcNow(), clock.GetTimestamp());

    /// <summary>Beyond this a trial counts as lost now, even if its silo seems alive.</summary>
    public TimeSpan Longest()
    {
        if (IsClockSet()) { Excuse(); }
        return clock.GetElapsedTime(_excused) < Respite ? TimeSpan.MaxValue : TrialStore.StaleAfter;
    }

    /// <summary>The database was away just now.</summary>
    public void Excuse() => _excused = clock.GetTimestamp();

    /// <summary>Whether the clock has gone by another time than has gone by since the last look.</summary>
    private bool IsClockSet()
    {
        var (before, now) = (_last, clock.GetUtcNow());
        _last = (now, clock.GetTimestamp());
        return (now - before.Time - clock.GetElapsedTime(before.At, _last.At)).Duration() >= _worthARespite;
    }
}
