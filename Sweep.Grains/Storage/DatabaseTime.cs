namespace Sweep.Grains.Storage;

/// <summary>
/// Between this process' time, in which Orleans thinks, and the database's, which is stored: machines whose clocks are apart, or are set,
/// read each other's signs of life as old as they are, and do not evict each other for a wrong clock.
/// </summary>
/// <param name="clock">The database's clock.</param>
/// <param name="machine">This process'.</param>
internal sealed class DatabaseTime(TimeProvider clock, TimeProvider machine)
{
    /// <summary>Less than that is the time between the two questions, or a clock that is gently put right.</summary>
    private static readonly TimeSpan _worthAChange = TimeSpan.FromMilliseconds(100);

    private long _offset = (clock.GetUtcNow() - machine.GetUtcNow()).Ticks;

    public DatabaseTime(TimeProvider clock)
        : this(clock, SteadyTime.OfProcess)
    {
    }

    /// <summary>
    /// The database's time less this process'. It stays as it is while it is about right, so that what was stored comes back as it was.
    /// </summary>
    private TimeSpan Offset
    {
        get
        {
            var (last, now) = (new TimeSpan(Interlocked.Read(ref _offset)), clock.GetUtcNow() - machine.GetUtcNow());
            if ((now - last).Duration() > _worthAChange) { Interlocked.Exchange(ref _offset, (last = now).Ticks); }
            return Round(last);
        }
    }

    /// <param name="local">A time of this process, in UTC.</param>
    public DateTimeOffset ToStored(DateTime local) => new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc)) + Offset;

    /// <summary>A stored time as one of this process, in UTC.</summary>
    public DateTime ToLocal(DateTimeOffset stored) => (stored - Offset).UtcDateTime;

    // Databases keep microseconds: an offset of whole milliseconds lets what was stored come back as it was.
    private static TimeSpan Round(TimeSpan offset) => TimeSpan.FromMilliseconds(Math.Round(offset.TotalMilliseconds));
}
