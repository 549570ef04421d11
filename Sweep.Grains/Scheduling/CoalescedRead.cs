namespace Sweep.Grains.Scheduling;

/// <summary>
/// Runs a read once at a time and shares it among all callers. If a caller asks while a read is under way, it gets the next one, which
/// begins after the request and which it shares with all other waiting callers. Used from one grain, so by one caller at a time.
/// </summary>
internal sealed class CoalescedRead(Func<Task> look)
{
    private Task _now = Task.CompletedTask;
    private Task? _next;

    /// <summary>Ends together with a read that began after this call.</summary>
    public Task TakeAsync()
    {
        if (_next is not null) { return _next; }
        return _now.IsCompleted ? _now = look() : _next = AfterAsync(_now);
    }

    private async Task AfterAsync(Task earlier)
    {
        // The earlier read's own callers get its error.
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _next = null;
        await (_now = look());
    }
}
