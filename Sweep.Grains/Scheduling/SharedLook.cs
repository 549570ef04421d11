namespace Sweep.Grains.Scheduling;

/// <summary>
/// One look at a time, shared by all who ask: who asks while one is under way gets the next one, which begins after they asked, together with all others that do.
/// Used from one grain, so by one caller at a time.
/// </summary>
internal sealed class SharedLook(Func<Task> look)
{
    private Task _now = Task.CompletedTask;
    private Task? _next;

    /// <summary>Ends with a look that began after this call.</summary>
    public Task TakeAsync()
    {
        if (_next is not null) { return _next; }
        return _now.IsCompleted ? _now = look() : _next = AfterAsync(_now);
    }

    private async Task AfterAsync(Task earlier)
    {
        // Its error is told to those who wait for it.
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _next = null;
        await (_now = look());
    }
}
