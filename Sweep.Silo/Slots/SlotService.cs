using Sweep.Grains.Queue;

namespace Sweep.Silo.Slots;

/// <summary>
/// The silo's slots: each claims a trial, carries it to its end, and claims again. Stopping the service stops the claims, lets every running trial write
/// its checkpoint, and hands it back.
/// </summary>
internal sealed class SlotService(
    IGrainFactory grains, AttemptRunner runner, SlotOptions options, SlotFailure failure, ILocalSiloDetails silo) : IHostedService, IDisposable
{
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
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                await ServeAsync(slot, thread);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped while it waited for work: nothing to hand back.
        }
        catch (Exception exception)
        {
            // Its trial may still be marked Running: a slot that went on would leave it so for ever.
            failure.Report(exception);
        }
    }

    private async Task ServeAsync(int slot, SlotThread thread)
    {
        if (await grains.GetGrain<ITrialQueueGrain>(0).ClaimAsync(new(silo.Name, slot), _stopping.Token) is { } assignment)
        {
            await runner.RunAsync(thread, assignment, _stopping.Token);
        }
    }
}
