using System.Collections.Concurrent;

namespace Sweep.Tests.Slots;

/// <summary>
/// A clock whose timers ring at once, and that then shows the time for which they were set. It remembers for how long that was.
/// </summary>
internal sealed class ImpatientTime : TimeProvider
{
    private long _skipped;

    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan) { return base.CreateTimer(callback, state, dueTime, period); }
        Waits.Enqueue(dueTime);
        Interlocked.Add(ref _skipped, (long)(dueTime.TotalSeconds * TimestampFrequency));
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _skipped);
}
