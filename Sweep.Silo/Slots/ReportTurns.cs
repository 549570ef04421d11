namespace Sweep.Silo.Slots;

/// <summary>
/// Gives the slots of a silo the same moments to report. So the database gets their reports together, and stores them in few transactions,
/// each with its lock, its flush to the disk and its share of processor time. A silo that has not reported for a while waits for nothing.
/// Thread-safe.
/// </summary>
internal sealed class ReportTurns(TimeProvider time)
{
    /// <summary>The time between two moments. A point is shown that much later, and a stop is noticed that much later.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(200);

    // A timer of less would be none.
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private long? _last;
    private Task? _next;

    /// <summary>Waits for the next moment.</summary>
    /// <param name="haste">If it ends first, the slot must not wait, for example because training has ended.</param>
    public Task TakeAsync(Task haste)
    {
        if (haste.IsCompleted) { return haste; }
        lock (_lock)
        {
            if (_next is null)
            {
                var left = _last is { } last ? Distance - time.GetElapsedTime(last) : TimeSpan.Zero;
                if (left < _shortest)
                {
                    _last = time.GetTimestamp();
                    return Task.CompletedTask;
                }

                _next = EndAsync(left);
            }

            return Task.WhenAny(_next, haste);
        }
    }

    private async Task EndAsync(TimeSpan left)
    {
        await Task.Delay(left, time);
        lock (_lock) { (_last, _next) = (time.GetTimestamp(), null); }
    }
}
