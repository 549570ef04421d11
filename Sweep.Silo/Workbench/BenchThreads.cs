using System.Runtime.ExceptionServices;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Workbench;

/// <summary>Runs work on several slots' threads at the same time.</summary>
internal static class BenchThreads
{
    /// <summary>
    /// Runs the work on every thread. If one fails, the others are cancelled, so that they do not wait for it without end, and its
    /// exception is thrown.
    /// </summary>
    /// <param name="work">Takes the index of its thread.</param>
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

        // The exceptions of the other threads say only that they were cancelled, so nothing is lost.
        first?.Throw();
    }
}
