using System.Runtime.ExceptionServices;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Workbench;

/// <summary>Work on several slots' threads at once.</summary>
internal static class BenchThreads
{
    /// <summary>Runs the work on every thread. Where one fails, the others are cancelled, so that none waits for it for ever, and its exception is thrown.</summary>
    /// <param name="work">Given the index of its thread.</param>
    internal static async Task TogetherAsync(SlotThread[] threads, Action<int, CancellationToken> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ExceptionDispatchInfo? first = null;
        var tasks = threads.Select((thread, i) => thread.RunAsync(() =>
        {
            try
            {
                work(i, stop.Token);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(exception), null);
                stop.Cancel();
                throw;
            }
        }));
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Of the others' exceptions nothing is lost: they say that they were cancelled.
        first?.Throw();
    }
}
