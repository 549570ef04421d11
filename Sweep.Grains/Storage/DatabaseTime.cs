namespace Sweep.Grains.Storage;

/// <summary>
/// Converts between this process's time, which Orleans uses, and the database's time, which is stored. If the clocks of machines differ or
/// are changed, the machines still read the true age of each other's signs of life, and do not evict each other because of a wrong clock.
/// </summary>
/// <param name="clock">The database's clock.</param>
/// <param name="machine">This process's clock.</param>
internal sealed class DatabaseTime(TimeProvider clock, TimeProvider machine)
{
    /// <summary>A smaller difference comes from the time between the two readings, or from a clock that is being adjusted slowly.</summary>
    private static readonly TimeSpan _worthAChange = TimeSpan.FromMilliseconds(100);

    private long _offset = (clock.GetUtcNow() - machine.GetUtcNow()).Ticks;

    public DatabaseTime(TimeProvider clock)
        : this(clock, SteadyTime.OfProcess)
    {
    }

    /// <summary>
    /// The database's time minus this process's. It does not change while it is about right, so that stored times are read as they were
    /// written.
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

    /// <summary>Converts a stored time to this process's time, in UTC.</summary>
    public DateTime ToLocal(DateTimeOffset stored) => (stored - Offset).UtcDateTime;

    // Databases keep microseconds. With an offset of whole milliseconds a stored time is read as it was written.
    private static TimeSpan Round(TimeSpan offset) => TimeSpan.FromMilliseconds(Math.Round(offset.TotalMilliseconds));
}
