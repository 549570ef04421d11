using Sweep.Grains.Storage;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// How long a running trial may be silent. While the database is away nobody can report, so after an outage every trial of a healthy silo looks as if it had been silent
/// for as long: until they have all had the time to report again, silence says nothing.
/// </summary>
/// <remarks>A new activation does not know what was before it, and begins as after an outage.</remarks>
internal sealed class Silence(TimeProvider clock)
{
    /// <summary>Slots report every second, and try again at least every few seconds.</summary>
    internal static readonly TimeSpan Respite = TimeSpan.FromMinutes(1);

    private long _excused = clock.GetTimestamp();

    /// <summary>Beyond this a trial counts as lost, even if its silo seems alive.</summary>
    public TimeSpan Longest => clock.GetElapsedTime(_excused) < Respite ? TimeSpan.MaxValue : TrialStore.StaleAfter;

    /// <summary>The database was away just now.</summary>
    public void Excuse() => _excused = clock.GetTimestamp();
}
