namespace Sweep.Silo.Telemetry;

/// <summary>What a slot spends its time on. Every second of its life belongs to exactly one state.</summary>
internal enum SlotState
{
    /// <summary>Waits for a trial: there is no work, or the answer to its request is on its way.</summary>
    Idle,

    /// <summary>Reads the text and the checkpoint, and builds the network.</summary>
    Beginning,

    /// <summary>Makes steps, including their metrics and histograms.</summary>
    Training,

    /// <summary>Works at an epoch's end: validation, evaluation, a sample text.</summary>
    Validating,

    /// <summary>Writes a checkpoint to this machine's disk.</summary>
    Checkpoint,

    /// <summary>
    /// Hands over reports. After the last step it waits until the database has all of them, the last checkpoint and the end.
    /// </summary>
    Reporting,
}

/// <summary>
/// Measures how one slot spends its time, for the counter <c>sweep_slot_seconds_total</c> (<see cref="SlotSeconds"/>). The slot changes its
/// state in sequence, on its thread or off it, but readers come at any time, so the clock has a lock.
/// </summary>
internal sealed class SlotClock : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeSpan[] _times = new TimeSpan[Enum.GetValues<SlotState>().Length];
    private readonly TimeProvider _time;
    private SlotState _state = SlotState.Idle;
    private long _since;
    private bool _isOver;

    /// <summary>Starts the clock in the state Idle.</summary>
    public SlotClock(TimeProvider time) => (_time, _since) = (time, time.GetTimestamp());

    /// <summary>
    /// The time spent in a state until now. Training counts only up to the last step that was noted, because the time since then may turn
    /// out to be an epoch's end.
    /// </summary>
    public TimeSpan Of(SlotState state)
    {
        lock (_lock)
        {
            var isRunning = state == _state && state is not SlotState.Training && !_isOver;
            return _times[(int)state] + (isRunning ? _time.GetElapsedTime(_since) : TimeSpan.Zero);
        }
    }

    /// <summary>Changes the state. Costs nothing if the state is the same.</summary>
    public void Enter(SlotState state)
    {
        if (state == _state) { return; }
        lock (_lock)
        {
            _times[(int)_state] += Lap();
            _state = state;
        }
    }

    /// <summary>
    /// Moves the last part of the current state's time to another state, because a trainer reports an epoch's end when it is over.
    /// </summary>
    /// <param name="time">The length of that part.</param>
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

    /// <summary>Stops the clock, because the slot has ended.</summary>
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
