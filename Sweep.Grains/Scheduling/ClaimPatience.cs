namespace Sweep.Grains.Scheduling;

/// <summary>How long a claim waits for work before it is answered with none.</summary>
/// <param name="stopping">The queue's silo stops.</param>
internal sealed class ClaimPatience(TimeProvider clock, CancellationToken stopping)
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);

    /// <summary>
    /// While the silo stops. A deactivation waits for the calls that run, so that claims must not hold it up; yet the trials that are handed back just then are
    /// given out by nobody else.
    /// </summary>
    public static readonly TimeSpan Last = TimeSpan.FromSeconds(0.25);

    /// <returns>False where there is no answer yet, and no more time.</returns>
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
