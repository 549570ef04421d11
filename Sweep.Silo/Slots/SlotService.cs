using Sweep.Grains;
using Sweep.Grains.Queue;

namespace Sweep.Silo.Slots;

/// <summary>
/// The silo's slots: each claims a trial, carries it to its end, and claims again. Stopping the service stops the claims, lets every running trial write its
/// checkpoint, and hands it back.
/// </summary>
internal sealed partial class SlotService(
    IGrainFactory grains, AttemptRunner runner, SlotOptions options, SlotFailure failure, ILocalSiloDetails silo, TimeProvider time, ILogger<SlotService> logger)
    : IHostedService, IDisposable
{
    // Before a slot asks again after an error: long enough not to flood the log, short beside any trial.
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task[] _slots = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _slots = [.. Enumerable.Range(1, options.Slots).Select(slot => Task.Run(() => RunAsync(slot), CancellationToken.None))];
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_slots).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(int slot)
    {
        using var thread = new SlotThread(slot);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(thread);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // Stopped while it waited for work: nothing to hand back.
            }
            catch (SherlockException exception)
            {
                failure.Report(exception);
                return;
            }
            catch (Exception exception)
            {
                LogError(logger, slot, exception);
                await Task.Delay(_pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ServeAsync(SlotThread thread)
    {
        if (await grains.GetGrain<ITrialQueueGrain>(0).ClaimAsync(silo.Name, _stopping.Token) is { } assignment)
        {
            await runner.RunAsync(thread, assignment, _stopping.Token);
        }
    }

    [LoggerMessage(LogLevel.Error, "Slot {Slot} lost its trial to an error; the trial will be taken up again.")]
    private static partial void LogError(ILogger logger, int slot, Exception exception);
}
