namespace Sweep.Silo.Access;

/// <summary>Watches whether what callers showed still holds, while their streams are open. Streams of one token share a query.</summary>
internal sealed class Expiry(CallerSearch callers, TimeProvider time, ILogger<Expiry> logger)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Waits until the caller's token or session holds no more, or that cannot be found out.</summary>
    public async Task WaitAsync(Caller caller, CancellationToken cancellationToken)
    {
        while (await HoldsAsync(caller, cancellationToken)) { await Task.Delay(Interval, time, cancellationToken); }
    }

    private async Task<bool> HoldsAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.ExpiresAt <= time.GetUtcNow()) { return false; }
        try
        {
            return await callers.FindAsync(caller.Secret, cancellationToken) is not null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A database that is away does not come here until the token was last seen too long ago. What cannot be checked ends.
            AccessLog.Unchecked(logger, caller.Name, exception.Message);
            return false;
        }
    }
}
