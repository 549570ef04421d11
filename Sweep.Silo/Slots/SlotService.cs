using Sweep.Grains;
using Sweep.Silo.Contracts;
using Sweep.Silo.Retry;

namespace Sweep.Silo.Slots;

/// <summary>
/// Runs the silo's slots, as many as the plan has: each asks for a trial, runs it to its end, and asks again. When the service stops, slots
/// ask no more, and every running trial writes its checkpoint and is handed back.
/// </summary>
internal sealed class SlotService(
    TrialRequester requester,
    AttemptRunner runner,
    SlotPlan plan,
    SlotOptions options,
    SlotFailure failure,
    GrainRetryPolicy retry,
    SweepQuarantine quarantine) : IHostedService, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<int, Task> _slots = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        plan.Changed += Open;
        Open();
        return Task.CompletedTask;
    }

    /// <exception cref="SherlockException">In a cluster, trials could not be handed back in time.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        plan.Changed -= Open;
        await _stopping.CancelAsync();
        try
        {
            await Task.WhenAll(All()).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException exception) when (options.IsClustered && cancellationToken.IsCancellationRequested)
        {
            throw new SherlockException(
                $"{plan.Training} trial(s) could not be handed back in time; "
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

    /// <summary>Starts the slots that the plan has and that do not run.</summary>
    private void Open()
    {
        lock (_lock)
        {
            for (var slot = 1; slot <= plan.Slots && !_stopping.IsCancellationRequested; slot++)
            {
                var number = slot;
                if (!_slots.ContainsKey(number)) { _slots.Add(number, Task.Run(() => RunAsync(number), CancellationToken.None)); }
            }
        }
    }

    private Task[] All()
    {
        lock (_lock) { return [.. _slots.Values]; }
    }

    /// <summary>Ends a slot, unless the plan has it again.</summary>
    private bool TryClose(int slot)
    {
        lock (_lock) { return !plan.Turn(slot).IsPlanned && _slots.Remove(slot); }
    }

    private async Task RunAsync(int number)
    {
        using var slot = runner.Open(number);
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                var turn = plan.Turn(number);
                if (!turn.IsPlanned && TryClose(number)) { return; }
                if (turn is { IsPlanned: true, MayAsk: true }) { await ServeAsync(slot, turn.Leave); }
                else { await turn.Changed.WaitAsync(_stopping.Token); }
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

    private async Task ServeAsync(Slot slot, CancellationToken leave)
    {
        var answer = await requester.NextAsync(slot.Number, leave, _stopping.Token);
        if (answer is not { } assigned) { return; }
        plan.Begin();
        var end = await RunAsync(slot, assigned);

        // Not counted if handing back was given up: the trial is still marked Running.
        plan.End();
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
        // A trial that was assigned at the moment at which the slot may take none is handed back at once.
        var turn = plan.Turn(slot.Number);
        var handOver = turn is { IsPlanned: true, MayAsk: true } ? turn.HandOver : new(canceled: true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, handOver);
        try
        {
            return await runner.RunAsync(slot, assigned.Assignment, assigned.Requesting, stop.Token);
        }
        catch (Exception exception) when (options.ErrorPolicy.GoesOnAfter(exception))
        {
            return exception as SherlockException ?? new(OutageNotice.Explain(exception), SherlockException.OutOfReach, exception);
        }
    }
}
