using Sweep.Grains;
using Sweep.Silo.Retry;

namespace Sweep.Silo.Serving;

/// <summary>Waits for the end of a silo, and explains it.</summary>
internal static class ServingEnd
{
    /// <summary>
    /// Waits for the signal, or for what makes the silo useless: slots that cannot continue, or a host that stops on its own.
    /// </summary>
    /// <param name="slots">The failure of the slots.</param>
    /// <param name="cause">The error of a service that has ended, if it is known.</param>
    /// <param name="stopping">Cancelled when the host stops because one of its services has ended.</param>
    /// <returns>Null after the signal; else why the silo must stop.</returns>
    public static async Task<SherlockException?> WaitAsync(
        Task<SherlockException> slots, Func<Exception?> cause, CancellationToken stopping, CancellationToken signal)
    {
        var (signalled, stopped) = (Of(signal), Of(stopping));
        var first = await Task.WhenAny(signalled, slots, stopped);
        if (first == signalled) { return null; }
        if (first == slots) { return await slots; }
        var reason = cause() is { } error ? $" ({OutageNotice.Explain(error)})" : "";
        return new($"A part of this silo has ended{reason}, so it leaves the cluster; start it again.", SherlockException.OutOfReach);
    }

    /// <summary>The line for a stop that did not end well.</summary>
    public static SherlockException Explain(Exception exception) =>
        exception as SherlockException
        ?? (exception as AggregateException)?.Flatten().InnerExceptions.OfType<SherlockException>().FirstOrDefault()
        ?? new(
            $"The silo could not stop in order ({OutageNotice.Explain(exception)}); what it could not hand back the others take back.",
            SherlockException.OutOfReach,
            exception);

    private static Task Of(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(() => cancelled.TrySetResult());
        return cancelled.Task;
    }
}
