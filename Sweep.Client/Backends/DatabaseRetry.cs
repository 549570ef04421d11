using System.Globalization;
using Sweep.Grains;

namespace Sweep.Client.Backends;

/// <summary>Retries an operation whose error is transient. Prints one line when the retries begin, and one when they are over.</summary>
/// <param name="limit">How long to retry; null retries without a limit.</param>
internal sealed class DatabaseRetry(TimeProvider time, Action<string> say, TimeSpan? limit)
{
    /// <summary>How long a person who steers a sweep waits.</summary>
    public static readonly TimeSpan OfSteering = TimeSpan.FromSeconds(30);

    /// <summary>The line that is printed when the database answers again.</summary>
    internal const string Back = "The database answers again.";

    private static readonly Backoff _backoff = new(baseDelay: TimeSpan.FromSeconds(0.5), maxDelay: TimeSpan.FromSeconds(5));

    /// <exception cref="SherlockException">It still fails after that time, or its error is not transient.</exception>
    public async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        long? began = null;
        for (var tries = 1; ; tries++)
        {
            try
            {
                var result = await work(cancellationToken);
                if (began is not null) { say(Back); }
                return result;
            }
            catch (SherlockException exception) when (exception.Passes && !IsOver(began))
            {
                if (began is null) { say(Waiting(exception.Message)); }
                began ??= time.GetTimestamp();
            }

            await Task.Delay(_backoff.DelayBefore(tries), time, cancellationToken);
        }
    }

    /// <summary>The line that is printed when the database stops answering and the caller waits without limit.</summary>
    internal static string Lost(string reason) => $"{reason} Looking again until it answers; the sweep goes on by itself.";

    private bool IsOver(long? began) => began is { } start && time.GetElapsedTime(start) >= limit;

    private string Waiting(string reason) => limit is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{reason} Trying again for up to {known.TotalSeconds:0} s.")
        : Lost(reason);
}
