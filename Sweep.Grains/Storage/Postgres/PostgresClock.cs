namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// The server's clock, read now and then and carried on by this machine's: machines whose clocks are apart agree on every time they store, so the age of a report
/// means the same to all of them.
/// </summary>
/// <param name="offset">The server's time less this machine's.</param>
internal sealed class PostgresClock(TimeSpan offset) : TimeProvider
{
    private long _offset = offset.Ticks;

    /// <summary>The server's time less this machine's. May be set at any time, from any thread.</summary>
    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref _offset));
        set => Interlocked.Exchange(ref _offset, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
