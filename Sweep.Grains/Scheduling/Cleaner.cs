using Microsoft.Extensions.Logging;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Removes the rows of deleted sweeps, and what is older than a cluster keeps. The queue calls it, so that one silo does it at a time; if
/// two do, they remove the same rows.
/// </summary>
internal sealed partial class Cleaner(SweepStore sweeps, Retention retention, TimeProvider clock, ILogger<Cleaner> logger)
{
    /// <summary>How often the ages of sweeps are looked at.</summary>
    private static readonly TimeSpan _period = TimeSpan.FromMinutes(10);

    /// <summary>The longest that one call removes rows of deleted sweeps.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    private Task _last = Task.CompletedTask;
    private long? _looked;
    private bool _isOut;

    /// <summary>
    /// Begins to clean, unless that goes on already. No caller has to wait for it: what fails is tried again by a later call.
    /// </summary>
    public Task BeginAsync() => _last.IsCompleted ? (_last = CleanAsync()) : _last;

    private async Task CleanAsync()
    {
        try
        {
            await sweeps.FinishDeletionsAsync(_longest, CancellationToken.None);
            if (_looked is not { } looked || clock.GetElapsedTime(looked) >= _period)
            {
                var count = await sweeps.RetainAsync(retention.Checkpoints, retention.Events, retention.Sweeps, CancellationToken.None);
                if (count > 0) { LogRemoved(logger, count); }
                _looked = clock.GetTimestamp();
            }

            _isOut = false;
        }
        catch (Exception exception)
        {
            if (!_isOut) { LogOut(logger, FirstLine.Of(exception)); }
            _isOut = true;
        }
    }

    [LoggerMessage(LogLevel.Information, "Of {Count} sweep(s) that have ended, what is older than this cluster keeps was removed.")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "What was deleted or is too old cannot be removed ({Reason}); it is tried again every few seconds.")]
    private static partial void LogOut(ILogger logger, string reason);
}
