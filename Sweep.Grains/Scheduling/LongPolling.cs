namespace Sweep.Grains.Scheduling;

/// <summary>Limits how long a request waits for work before it is answered without a trial.</summary>
/// <param name="stopping">Cancelled when the queue's silo stops.</param>
internal sealed class LongPolling(TimeProvider clock, CancellationToken stopping)
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The limit while the silo stops. A deactivation waits for running calls, so requests must not delay it; but only this queue can
    /// assign the trials that are handed back at that moment.
    /// </summary>
    public static readonly TimeSpan Last = TimeSpan.FromSeconds(0.25);

    /// <returns>False if the time is over and there is no answer yet.</returns>
    public async Task<bool> WaitAsync(Task answer, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(Usual, clock);
        using var caller = cancellationToken.Register(end.Cancel);
        using var stop = stopping.Register(() => end.CancelAfter(Last));
        try
        {
            await answer.WaitAsync(end.Token);
            return true;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return false;
        }
    }
}
