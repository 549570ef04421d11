namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// The server's clock, read now and then and carried on by the time that has gone by on this machine, whatever is done to its clock: machines whose clocks are apart, or
/// are set, agree on every time they store, so the age of a report means the same to all of them.
/// </summary>
/// <param name="server">The server's time.</param>
/// <param name="at">This machine's timestamp then.</param>
/// <param name="machine">Says how much time has gone by.</param>
internal sealed class PostgresClock(DateTimeOffset server, long at, TimeProvider machine) : TimeProvider
{
    private Reading _reading = new(server, at);

    /// <param name="offset">The server's time less this machine's, now.</param>
    public PostgresClock(TimeSpan offset)
        : this(System.GetUtcNow() + offset, System.GetTimestamp(), System)
    {
    }

    /// <summary>The server's time less this machine's, as far apart as they are now.</summary>
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

    /// <summary>Goes on from a newer reading. At any time, from any thread.</summary>
    public void Follow(PostgresClock newer) => Volatile.Write(ref _reading, Volatile.Read(ref newer._reading));

    private sealed record Reading(DateTimeOffset Server, long At);
}
