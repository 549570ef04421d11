using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Serving;

/// <summary>
/// Says in the database what the slots of this silo can train; a silo without slots says nothing. If the database is out of reach at that
/// moment, it is tried again in the background, and the silo trains meanwhile.
/// </summary>
internal sealed partial class TrainableAnnouncement(
    TrainableStore store,
    TrainableRegistry trainables,
    SlotOptions options,
    ILocalSiloDetails silo,
    TimeProvider time,
    ILogger<TrainableAnnouncement> logger) : BackgroundService
{
    private static readonly Backoff _backoff = new(baseDelay: TimeSpan.FromSeconds(0.5), maxDelay: TimeSpan.FromSeconds(5));

    /// <remarks>
    /// The first try ends before the slots start. Otherwise the queue could take a sweep that busy slots train for one that no silo can.
    /// </remarks>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Slots > 0 && !await TryAsync(isFirst: true, cancellationToken)) { await base.StartAsync(cancellationToken); }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var tries = 1; ; tries++)
        {
            await Task.Delay(_backoff.DelayBefore(tries), time, stoppingToken);
            if (!await TryAsync(isFirst: false, stoppingToken)) { continue; }
            LogAnnounced(logger);
            return;
        }
    }

    private async Task<bool> TryAsync(bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            await store.AnnounceAsync(silo.Name, [.. trainables.Schemas.Select(schema => schema.Id)], cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (isFirst) { LogNotAnnounced(logger, FirstLine.Of(exception)); }
            return false;
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The database does not know yet what this silo can train ({Reason}); it is told again until it does. Until then, lists may say "
        + "that a sweep waits for a silo.")]
    private static partial void LogNotAnnounced(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "The database knows now what this silo can train.")]
    private static partial void LogAnnounced(ILogger logger);
}
