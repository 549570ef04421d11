using Sweep.Grains.Storage;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Limits how long a running trial may be silent. While the database is out of reach no slot can report, so after an outage every trial of
/// a healthy silo looks as if it had been silent for that long. When the database's clock is set, every trial looks as if it had been
/// silent for that much longer. Until all of them have had time to report again, silence says nothing.
/// </summary>
/// <remarks>A new activation does not know what happened before it, so it begins as if after an outage.</remarks>
internal sealed class StaleTrialTimeout(TimeProvider clock)
{
    /// <summary>
    /// Slots report every second and retry every few seconds, and each silo reads the database's clock once a minute.
    /// </summary>
    internal static readonly TimeSpan Respite = TimeSpan.FromMinutes(2);

    /// <summary>If the clock jumps by less than this, it is only being adjusted gently.</summary>
    private static readonly TimeSpan _worthARespite = TimeSpan.FromSeconds(5);

    private long _excused = clock.GetTimestamp();
    private (DateTimeOffset Time, long At) _last = (clock.GetUtcNow(), clock.GetTimestamp());

    /// <summary>If a trial is silent for longer than this now, it counts as lost, even if its silo seems alive.</summary>
    public TimeSpan Longest()
    {
        if (IsClockSet()) { Excuse(); }
        return clock.GetElapsedTime(_excused) < Respite ? TimeSpan.MaxValue : TrialStore.StaleAfter;
    }

    /// <summary>Records that the database was out of reach just now.</summary>
    public void Excuse() => _excused = clock.GetTimestamp();

    /// <summary>Whether the clock has advanced by a different time than has really passed since the last look.</summary>
    private bool IsClockSet()
    {
        var (before, now) = (_last, clock.GetUtcNow());
        _last = (now, clock.GetTimestamp());
        return (now - before.Time - clock.GetElapsedTime(before.At, _last.At)).Duration() >= _worthARespite;
    }
}
