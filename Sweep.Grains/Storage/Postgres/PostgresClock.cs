namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// The server's clock. It is read now and then, and advanced by the time that passes on this machine, independent of its clock. If the
/// clocks of machines differ or are changed, the machines still agree on every time that they store, so the age of a report means the same
/// to all of them.
/// </summary>
/// <param name="server">The server's time.</param>
/// <param name="at">This machine's timestamp at that moment.</param>
/// <param name="machine">Measures the time that passes.</param>
internal sealed class PostgresClock(DateTimeOffset server, long at, TimeProvider machine) : TimeProvider
{
    private Reading _reading = new(server, at);

    /// <param name="offset">The server's time minus this machine's, now.</param>
    public PostgresClock(TimeSpan offset)
        : this(System.GetUtcNow() + offset, System.GetTimestamp(), System)
    {
    }

    /// <summary>The current difference: the server's time minus this machine's.</summary>
    public TimeSpan Offset => GetUtcNow() - machine.GetUtcNow();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        var reading = Volatile.Read(ref _reading);
        return reading.Server + machine.GetElapsedTime(reading.At);
    }

    /// <summary>Continues from a newer reading. May be called at any time, from any thread.</summary>
    public void Follow(PostgresClock newer) => Volatile.Write(ref _reading, Volatile.Read(ref newer._reading));

    private sealed record Reading(DateTimeOffset Server, long At);
}
