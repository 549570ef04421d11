namespace Sweep.Grains.Clustering;

/// <summary>
/// Between this machine's time, in which Orleans thinks, and the database's, which is stored: machines whose clocks are apart read each other's signs of
/// life as old as they are, and do not evict each other for a wrong clock.
/// </summary>
internal sealed class DatabaseTime
{
    private readonly TimeSpan _offset;

    /// <param name="clock">The database's clock.</param>
    public DatabaseTime(TimeProvider clock) => _offset = Round(clock.GetUtcNow() - TimeProvider.System.GetUtcNow());

    /// <param name="local">A time of this machine, in UTC.</param>
    public DateTimeOffset ToStored(DateTime local) => new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc)) + _offset;

    /// <summary>A stored time as one of this machine, in UTC.</summary>
    public DateTime ToLocal(DateTimeOffset stored) => (stored - _offset).UtcDateTime;

    // Databases keep microseconds: an offset of whole milliseconds lets what was stored come back as it was. It also hides the time between the two questions.
    private static TimeSpan Round(TimeSpan offset) => TimeSpan.FromMilliseconds(Math.Round(offset.TotalMilliseconds));
}
