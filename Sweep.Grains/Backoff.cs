namespace Sweep.Grains;

/// <summary>Exponential back-off: the delay before the first retry is the base delay, and it doubles up to a maximum.</summary>
/// <param name="baseDelay">The delay before the first retry.</param>
/// <param name="maxDelay">The longest delay.</param>
/// <param name="jitter">If given, each delay is a random one between half of it and all of it.</param>
public sealed class Backoff(TimeSpan baseDelay, TimeSpan maxDelay, Random? jitter = null)
{
    /// <param name="retry">The number of the retry, from 1.</param>
    public TimeSpan DelayBefore(int retry)
    {
        var delay = TimeSpan.FromTicks((long)Math.Min(baseDelay.Ticks * Math.Pow(2, retry - 1), maxDelay.Ticks));
        if (jitter is null) { return delay; }

        // A Random is not thread-safe.
        lock (jitter) { return delay * (0.5 + (jitter.NextDouble() / 2)); }
    }
}
