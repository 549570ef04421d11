namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// The server's clock, read once and carried on by this machine's: machines whose clocks are apart agree on every time they store, so the age of a report
/// means the same to all of them.
/// </summary>
/// <param name="offset">The server's time less this machine's.</param>
internal sealed class PostgresClock(TimeSpan offset) : TimeProvider
{
    /// <summary>The server's time less this machine's.</summary>
    public TimeSpan Offset { get; } = offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
