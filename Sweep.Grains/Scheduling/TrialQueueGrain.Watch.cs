using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Timers;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Scheduling;

internal sealed partial class TrialQueueGrain
{
    private const string ReminderName = "watch";

    /// <summary>How often running trials are checked. A check costs three small queries.</summary>
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(5);

    /// <summary>How often a reminder activates this grain if all other calls to it fail.</summary>
    private static readonly TimeSpan _reminderPeriod = TimeSpan.FromMinutes(1);

    private readonly StaleTrialTimeout _silence = new(clock);
    private IGrainTimer? _watch;
    private bool _isReminded;
    private bool _isOut;

    public async Task WatchAsync()
    {
        StartWatch();
        await RemindAsync();
        await LookAsync();

        // The caller knows of a change: a silo came or went.
        Nudge();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => WatchAsync();

    private void StartWatch() =>
        _watch ??= this.RegisterGrainTimer(LookAsync, new() { DueTime = _period, Period = _period, Interleave = true, KeepAlive = true });

    private async Task RemindAsync()
    {
        if (_isReminded || ServiceProvider.GetService<IReminderRegistry>() is null) { return; }
        try
        {
            await this.RegisterOrUpdateReminder(ReminderName, _reminderPeriod, _reminderPeriod);
            _isReminded = true;
        }
        catch (Exception exception)
        {
            // The timer does the work; the next call tries to register the reminder again.
            LogNoReminder(logger, exception.Message);
        }
    }

    private async Task LookAsync()
    {
        if (await RecoverAndCompleteAsync()) { await CountAsync(); }

        // Not awaited: a large sweep takes long to remove, and lost trials must not wait for that.
        cleaner.BeginAsync().Ignore();
    }

    /// <summary>
    /// Takes lost trials back, and completes ended sweeps. If that fails, the next check tries again; an outage is logged once.
    /// </summary>
    /// <returns>Whether it succeeded.</returns>
    private async Task<bool> RecoverAndCompleteAsync()
    {
        try
        {
            try
            {
                await RecoverAsync();
            }
            finally
            {
                // Ended sweeps are completed even if lost trials cannot be taken back.
                await sweeps.CompleteEndedAsync(CancellationToken.None);
            }

            _isOut = false;
            return true;
        }
        catch (Exception exception)
        {
            _silence.Excuse();
            if (!_isOut) { LogOut(logger, exception.Message); }
            _isOut = true;
            return false;
        }
    }

    /// <summary>
    /// Counts trials for the metrics only. If the count fails, slots may still be able to report, so it does not affect which trials count
    /// as lost.
    /// </summary>
    private async Task CountAsync()
    {
        try
        {
            await _counts.TakeAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotCounted(logger, exception.Message);
        }
    }

    private async Task RecoverAsync()
    {
        await silos.RefreshAsync(CancellationToken.None);
        var recovered = await trials.RecoverAsync(silos.AliveSilos, _silence.Longest(), CancellationToken.None);
        if (recovered == 0) { return; }
        LogRecovered(logger, recovered);
        Nudge();
    }

    [LoggerMessage(LogLevel.Information, "{Count} trial(s) of silos that are gone or silent were taken back; they go on elsewhere.")]
    private static partial void LogRecovered(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Sweep {Sweep} waits for a silo that can train {Trainable}.")]
    private static partial void LogUntrained(ILogger logger, string sweep, TrainableId trainable);

    [LoggerMessage(LogLevel.Information, "Sweep {Sweep} does not wait any more: a silo trains {Trainable}.")]
    private static partial void LogTrained(ILogger logger, string sweep, TrainableId trainable);

    [LoggerMessage(LogLevel.Warning, "Sweep {Sweep} cannot propose a trial ({Reason}); it tries again every few seconds.")]
    private static partial void LogNotProposed(ILogger logger, string sweep, string reason);

    [LoggerMessage(LogLevel.Warning, "The queue cannot look after running trials ({Reason}); it tries again every few seconds.")]
    private static partial void LogOut(ILogger logger, string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "The trials cannot be counted for the metrics ({Reason}), which show the last count; it is tried again in a minute or more.")]
    private static partial void LogNotCounted(ILogger logger, string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "The queue's reminder could not be registered ({Reason}); it is tried again when a silo starts or dies.")]
    private static partial void LogNoReminder(ILogger logger, string reason);
}
