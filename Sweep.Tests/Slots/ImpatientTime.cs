using System.Collections.Concurrent;

namespace Sweep.Tests.Slots;

/// <summary>A clock whose timers ring at once, and that remembers for how long they were set.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan) { return base.CreateTimer(callback, state, dueTime, period); }
        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
