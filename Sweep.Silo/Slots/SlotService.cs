using Sweep.Grains;
using Sweep.Silo.Contracts;
using Sweep.Silo.Retry;

namespace Sweep.Silo.Slots;

/// <summary>
/// Runs the silo's slots: each asks for a trial, runs it to its end, and asks again. When the service stops, slots ask no more, and every
/// running trial writes its checkpoint and is handed back.
/// </summary>
internal sealed class SlotService(
    TrialRequester requester,
    AttemptRunner runner,
    SlotOptions options,
    SlotFailure failure,
    GrainRetryPolicy retry,
    SweepQuarantine quarantine) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task[] _slots = [];
    private int _trials;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _slots = [.. Enumerable.Range(1, options.Slots).Select(slot => Task.Run(() => RunAsync(slot), CancellationToken.None))];
        return Task.CompletedTask;
    }

    /// <exception cref="SherlockException">In a cluster, trials could not be handed back in time.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        try
        {
            await Task.WhenAll(_slots).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException exception) when (options.IsClustered && cancellationToken.IsCancellationRequested)
        {
            throw new SherlockException(
                $"{Volatile.Read(ref _trials)} trial(s) could not be handed back in time; "
                + "the other silos take them back, from their last checkpoints.",
                SherlockException.OutOfReach,
                exception);
        }
        finally
        {
            // Calls that still wait for an answer get none. The other silos find their trials when this silo is gone.
            await retry.GiveUpAsync();
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(int number)
    {
        using var slot = runner.Open(number);
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                await ServeAsync(slot);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The slot was stopped while it waited for work or for an answer.
        }
        catch (Exception exception)
        {
            // The slot's trial may still be marked Running. If the slot continued, the trial would stay so.
            failure.Report(exception);
        }
    }

    private async Task ServeAsync(Slot slot)
    {
        var answer = await requester.NextAsync(slot.Number, _stopping.Token);
        if (answer is not { } assigned) { return; }
        Interlocked.Increment(ref _trials);
        var end = await RunAsync(slot, assigned);

        // Not counted if handing back was given up: the trial is still marked Running.
        Interlocked.Decrement(ref _trials);
        switch (end)
        {
            case null:
                quarantine.Overcome(assigned.Assignment.Trial.SweepId);
                break;
            case { } obstacle when options.ErrorPolicy.GoesOnAfter(obstacle):
                quarantine.Meet(assigned.Assignment, obstacle);
                break;
            case { } obstacle:
                throw obstacle;
        }
    }

    private async Task<SherlockException?> RunAsync(Slot slot, AssignedTrial assigned)
    {
        try
        {
            return await runner.RunAsync(slot, assigned.Assignment, assigned.Requesting, _stopping.Token);
        }
        catch (Exception exception) when (options.ErrorPolicy.GoesOnAfter(exception))
        {
            return exception as SherlockException ?? new(OutageNotice.Explain(exception), SherlockException.OutOfReach, exception);
        }
    }
}
