using Sweep.Grains;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// Removes files that belong to nothing any more from this machine: those of deleted sweeps, and checkpoints that were removed. It looks
/// when the silo starts, and then every few seconds.
/// </summary>
internal sealed partial class DeletedFiles(SweepFolders folders, TimeProvider time, ILogger<DeletedFiles> logger) : BackgroundService
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(10);

    /// <summary>How far back a look goes: a slot that has not yet heard that its trial is over may write for a while.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(2);

    private DateTimeOffset _since = DateTimeOffset.MinValue;
    private bool _isSaid;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) { await LookAsync(stoppingToken); }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            var bytes = await folders.RemoveAsync(_since, cancellationToken);
            if (bytes > 0) { LogRemoved(logger, bytes); }
            (_since, _isSaid) = (now - _again, false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_isSaid) { LogNotRemoved(logger, FirstLine.Of(exception)); }
            _isSaid = true;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Bytes} bytes of files of deleted sweeps and removed checkpoints were removed here.")]
    private static partial void LogRemoved(ILogger logger, long bytes);

    [LoggerMessage(LogLevel.Warning, "Files of deleted sweeps stay here for now ({Problem}); it is tried again every few seconds.")]
    private static partial void LogNotRemoved(ILogger logger, string problem);
}
