using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Serving;

/// <summary>Opens the database when a silo starts, and waits for a database that is just starting itself.</summary>
internal sealed class DatabaseStart(TimeProvider time, Action<string> say)
{
    /// <summary>How long the silo waits for a database whose problem may pass.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>A difference between clocks that is large enough for a line.</summary>
    public static readonly TimeSpan WorthALine = TimeSpan.FromSeconds(5);

    private static readonly Backoff _backoff = new(baseDelay: TimeSpan.FromSeconds(0.5), maxDelay: TimeSpan.FromSeconds(5));

    /// <param name="open">Creates what is missing and opens the database.</param>
    /// <exception cref="SherlockException">The database cannot be opened, or not in time.</exception>
    public async Task<SherlockDatabase> OpenAsync(Func<CancellationToken, Task<SherlockDatabase>> open, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await open(cancellationToken);
            }
            catch (SherlockException exception) when (exception.Passes)
            {
                var pause = _backoff.DelayBefore(tries);
                if (time.GetElapsedTime(began) + pause > Timeout)
                {
                    throw new SherlockException(
                        $"{exception.Message} It was tried for {Timeout.TotalSeconds:0} s.", exception.ExitCode, exception, passes: true);
                }

                if (tries == 1) { say($"warning: {exception.Message} Trying again for {Timeout.TotalSeconds:0} s."); }
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    /// <summary>One line if this machine's clock and the database's differ; null if they agree.</summary>
    /// <param name="offset">The database's time minus this machine's.</param>
    public static string? ClockLine(TimeSpan offset) => offset.Duration() <= WorthALine ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"warning: This machine's clock is {offset.Duration().TotalSeconds:0} s {(offset > TimeSpan.Zero ? "behind" : "ahead of")} "
        + $"the database's: all times that are stored are the database's. Set the machine's clock (NTP).");
}
