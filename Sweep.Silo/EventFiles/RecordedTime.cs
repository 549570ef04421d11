namespace Sweep.Silo.EventFiles;

/// <summary>
/// The clock of a file that is written from the database: while a point is replayed, it shows the point's time. Timers and intervals are
/// real.
/// </summary>
internal sealed class RecordedTime(TimeProvider time) : TimeProvider
{
    /// <summary>The time to show; null for the current time.</summary>
    public DateTimeOffset? At { get; set; }

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => At ?? time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
