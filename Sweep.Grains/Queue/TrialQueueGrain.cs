using Microsoft.Extensions.Hosting;
using Orleans.Concurrency;
using Orleans.Placement;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Queue;

/// <summary>
/// Hands out trials one after the other. It remembers nothing that the database does not know: a new activation loads what is pending and goes on.
/// Reentrant, since claims wait inside it: one pump serves them, so the order holds.
/// </summary>
[GrainType("queue"), Immovable, Reentrant]
internal sealed class TrialQueueGrain(TrialStore store, TimeProvider clock, IHostApplicationLifetime host) : Grain, ITrialQueueGrain
{
    /// <summary>How long a claim waits for work before it is answered with none.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly PendingTrials _pending = new();
    private readonly ClaimLine _line = new();
    private bool _pumping;

    public async Task<TrialAssignment?> ClaimAsync(SlotClaim slot, CancellationToken cancellationToken = default)
    {
        var claim = _line.Join(slot.Silo);
        Pump();
        if (!claim.Answer.Task.IsCompleted) { await WaitAsync(claim, cancellationToken); }
        var assignment = await claim.Answer.Task;
        if (assignment is null || !cancellationToken.IsCancellationRequested) { return assignment; }

        // Nobody is there to train it any more.
        await store.HandBackAsync(assignment.Trial, assignment.Attempt, reason: null, CancellationToken.None);
        Nudge();
        return null;
    }

    public Task NudgeAsync()
    {
        Nudge();
        return Task.CompletedTask;
    }

    public Task WatchAsync() => NudgeAsync();

    private void Nudge()
    {
        _pending.MarkStale();
        Pump();
    }

    // Not awaited: whoever starts the pump is answered when its own turn comes. The pump answers for its errors itself.
    private void Pump() => PumpAsync().Ignore();

    private async Task WaitAsync(Claim claim, CancellationToken cancellationToken)
    {
        // A deactivation waits for the calls that run: claims that wait would hold up the silo's shutdown.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        try
        {
            await claim.Answer.Task.WaitAsync(Patience, clock, stop.Token);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // The back-stop for a nudge that was lost: the next claim looks into the database again.
            _pending.MarkStale();
            _line.GiveUp(claim);
        }
    }

    private async Task PumpAsync()
    {
        if (_pumping) { return; }
        _pumping = true;
        try
        {
            while (_line.First is not null)
            {
                if (await NextAsync() is { } trial) { await ServeAsync(trial); }
                else if (!_pending.IsStale) { break; }
            }
        }
        catch (Exception exception)
        {
            // What was taken from the list and not given out is still pending in the database.
            _pending.MarkStale();
            _line.Fail(exception);
        }
        finally
        {
            _pumping = false;
        }
    }

    private async Task<PendingTrial?> NextAsync()
    {
        if (_pending.IsStale)
        {
            _pending.BeginLoad();
            _pending.Load(await store.PendingAsync(CancellationToken.None));
        }

        return _pending.TryTake(out var trial) ? trial : null;
    }

    private async Task ServeAsync(PendingTrial trial)
    {
        if (_line.First is not { } claim)
        {
            // All that waited have gone while the list was loaded.
            _pending.MarkStale();
            return;
        }

        claim.IsServed = true;
        try
        {
            if (await store.ClaimAsync(trial.Trial, claim.Silo, CancellationToken.None) is { } assignment) { _line.Answer(claim, assignment); }
        }
        finally
        {
            _line.EndService(claim);
        }
    }
}
