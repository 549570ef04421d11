using Sweep.Silo.Retry;

namespace Sweep.Silo.Serving;

/// <summary>
/// Follows the database's clock while the silo lives, because machines' clocks drift and are changed. Logs when the database is lost, and
/// when it is back.
/// </summary>
/// <param name="read">Reads the clock again; its errors are the database's.</param>
/// <param name="database">The database's name in log lines.</param>
internal sealed partial class ClockService(
    Func<CancellationToken, Task> read, string database, TimeProvider time, ILogger<ClockService> logger)
    : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    /// <summary>While the database is out of reach it is asked more often, so that its return is noticed.</summary>
    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isLost = false;
        try
        {
            while (true)
            {
                await Task.Delay(isLost ? _retry : _interval, time, stoppingToken);
                isLost = await ReadAsync(isLost, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    /// <returns>Whether the database is out of reach.</returns>
    private async Task<bool> ReadAsync(bool wasLost, CancellationToken cancellationToken)
    {
        try
        {
            await read(cancellationToken);
            if (wasLost) { LogBack(logger, database); }
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever the error is, the clock is read again later. An error that escaped would end the silo.
            if (!wasLost) { LogLost(logger, OutageNotice.Explain(exception)); }
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Problem} Training goes on; what it reports is kept until the database is back.")]
    private static partial void LogLost(ILogger logger, string problem);

    [LoggerMessage(LogLevel.Information, "The database {Database} answers again.")]
    private static partial void LogBack(ILogger logger, string database);
}
