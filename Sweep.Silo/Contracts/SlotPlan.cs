using Sweep.Grains.Storage;

namespace Sweep.Silo.Contracts;

/// <summary>
/// What the slots of a silo may do: how many there are, whether they take trials, and whether they hand over what they train. People change
/// it while the slots work. All threads may use it.
/// </summary>
/// <param name="slots">The number of slots at first.</param>
internal sealed class SlotPlan(int slots) : IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource _handOver = new();
    private CancellationTokenSource _until = new();
    private TaskCompletionSource _changed = Change();
    private int _slots = slots;
    private Draining _draining;
    private int _training;

    /// <summary>Called after each change, on the thread that made it.</summary>
    public event Action? Changed;

    public int Slots
    {
        get { lock (_lock) { return _slots; } }
    }

    /// <summary>The number of trials that the slots have now.</summary>
    public int Training => Volatile.Read(ref _training);

    /// <summary>What a slot may do until the next change.</summary>
    /// <param name="slot">The slot's number, from 1.</param>
    public SlotTurn Turn(int slot)
    {
        lock (_lock) { return new(slot <= _slots, _draining is Draining.No, _changed.Task, _until.Token, _handOver.Token); }
    }

    /// <summary>Counts a trial that a slot has got.</summary>
    public void Begin() => Interlocked.Increment(ref _training);

    /// <summary>Counts that a slot has no trial any more.</summary>
    public void End() => Interlocked.Decrement(ref _training);

    /// <summary>Lets the slots follow another plan.</summary>
    /// <returns>Whether it is another one.</returns>
    public bool Follow(int slots, Draining draining)
    {
        CancellationTokenSource until;
        CancellationTokenSource handOver;
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (slots == _slots && draining == _draining) { return false; }
            (_slots, _draining) = (slots, draining);
            (until, changed) = (_until, _changed);
            (_until, _changed) = (new(), Change());
            if (_handOver.IsCancellationRequested) { _handOver = new(); }
            handOver = _handOver;
        }

        // Outside of the lock, because those who hear of it ask for the new plan.
        until.Cancel();
        if (draining is Draining.HandOver) { handOver.Cancel(); }
        changed.SetResult();
        Changed?.Invoke();
        return true;
    }

    public void Dispose()
    {
        _until.Dispose();
        _handOver.Dispose();
    }

    private static TaskCompletionSource Change() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What a slot may do until the plan changes.</summary>
/// <param name="IsPlanned">Whether the silo has such a slot; otherwise it ends when it trains nothing.</param>
/// <param name="MayAsk">Whether slots take trials.</param>
/// <param name="Changed">Completes when the plan changes.</param>
/// <param name="Leave">Cancelled when the plan changes: a request that waits is withdrawn.</param>
/// <param name="HandOver">Cancelled when trials are handed over.</param>
internal readonly record struct SlotTurn(
    bool IsPlanned, bool MayAsk, Task Changed, CancellationToken Leave, CancellationToken HandOver);
