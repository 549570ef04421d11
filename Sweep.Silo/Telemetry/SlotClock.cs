namespace Sweep.Silo.Telemetry;

/// <summary>What a slot does with its time. Every second of its life belongs to exactly one.</summary>
internal enum SlotState
{
    /// <summary>Waits for a trial: there is no work, or the claim is on its way.</summary>
    Idle,

    /// <summary>Reads the text and the checkpoint and builds the network.</summary>
    Beginning,

    /// <summary>Makes steps, their metrics and histograms included.</summary>
    Training,

    /// <summary>What comes at an epoch's end: validation, evaluation, a text.</summary>
    Validating,

    /// <summary>Writes a checkpoint to this machine's disk.</summary>
    Checkpoint,

    /// <summary>Hands over what there is to report; behind the last step, waits until the database has it, with the last checkpoint and the end.</summary>
    Reporting,
}

/// <summary>
/// Where one slot's time goes, as the counter <c>sweep_slot_seconds_total</c> tells it (<see cref="SlotSeconds"/>). What a slot does happens one after the other, on its
/// thread or off it; only who looks comes at any time, hence the lock.
/// </summary>
internal sealed class SlotClock : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeSpan[] _times = new TimeSpan[Enum.GetValues<SlotState>().Length];
    private readonly TimeProvider _time;
    private SlotState _state = SlotState.Idle;
    private long _since;
    private bool _isOver;

    /// <summary>The slot is idle at first.</summary>
    public SlotClock(TimeProvider time) => (_time, _since) = (time, time.GetTimestamp());

    /// <summary>The time in a state till now. Of training only to the last step that was told of: what came since may turn out to be an epoch's end.</summary>
    public TimeSpan Of(SlotState state)
    {
        lock (_lock)
        {
            var isRunning = state == _state && state is not SlotState.Training && !_isOver;
            return _times[(int)state] + (isRunning ? _time.GetElapsedTime(_since) : TimeSpan.Zero);
        }
    }

    /// <summary>Does something else from now on. Costs nothing where it is the same.</summary>
    public void Enter(SlotState state)
    {
        if (state == _state) { return; }
        lock (_lock)
        {
            _times[(int)_state] += Lap();
            _state = state;
        }
    }

    /// <summary>The last part of what was counted as the present state till now was another: a trainer tells of an epoch's end when it is over.</summary>
    /// <param name="time">How long it was.</param>
    public void Split(SlotState other, TimeSpan time)
    {
        lock (_lock)
        {
            var all = Lap();
            var part = time < all ? time : all;
            _times[(int)_state] += all - part;
            _times[(int)other] += part;
        }
    }

    /// <summary>The slot is no more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isOver) { return; }
            _times[(int)_state] += Lap();
            _isOver = true;
        }
    }

    private TimeSpan Lap()
    {
        var (since, now) = (_since, _time.GetTimestamp());
        _since = now;
        return _time.GetElapsedTime(since, now);
    }
}
