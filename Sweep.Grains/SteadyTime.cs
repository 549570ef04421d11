namespace Sweep.Grains;

/// <summary>
/// The time of day, read from the machine's calendar clock once and carried on by the time that goes by: if someone sets that clock while
/// the program runs, no duration changes.
/// </summary>
/// <remarks>A machine that sleeps stops this clock too, so that its times are behind by as much until the program starts again.</remarks>
/// <param name="now">The time of day at the beginning.</param>
/// <param name="at">The machine's timestamp then.</param>
/// <param name="machine">Says how much time has gone by.</param>
public sealed class SteadyTime(DateTimeOffset now, long at, TimeProvider machine) : TimeProvider
{
    private SteadyTime(TimeProvider machine)
        : this(machine.GetUtcNow(), machine.GetTimestamp(), machine)
    {
    }

    /// <summary>The one clock of this process: all that is compared comes from here.</summary>
    public static SteadyTime OfProcess { get; } = new(System);

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow() => now + machine.GetElapsedTime(at);
}
