using System.Diagnostics.Metrics;

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
/// Where one slot's time goes, as the counter <c>sweep_slot_seconds_total</c> tells it. Time is counted when its state ends: each second while a trial trains, since it
/// gives a sign of life then. What a slot does happens one after the other, on its thread or off it, so there is no lock.
/// </summary>
internal sealed class SlotClock : IDisposable
{
    private readonly Counter<double> _seconds;
    private readonly TimeProvider _time;
    private SlotState _state = SlotState.Idle;
    private long _since;

    /// <summary>The slot is idle at first.</summary>
    public SlotClock(Counter<double> seconds, TimeProvider time) => (_seconds, _time, _since) = (seconds, time, time.GetTimestamp());

    /// <summary>The counter of all slots of a silo, each state at 0.</summary>
    public static Counter<double> Count(Meter meter)
    {
        var counter = meter.CreateCounter<double>("sweep.slot.seconds", "s", "Time of this silo's slots, by what they did.");
        foreach (var state in Enum.GetValues<SlotState>()) { counter.Add(0, Tag(state)); }
        return counter;
    }

    /// <summary>Does something else from now on. Costs nothing where it is the same.</summary>
    public void Enter(SlotState state)
    {
        if (state == _state) { return; }
        Flush();
        _state = state;
    }

    /// <summary>Counts the time till now, and goes on with the same.</summary>
    public void Flush() => _seconds.Add(Lap().TotalSeconds, Tag(_state));

    /// <summary>The last part of what was counted as the present state till now was another: a trainer tells of an epoch's end when it is over.</summary>
    /// <param name="time">How long it was.</param>
    public void Split(SlotState other, TimeSpan time)
    {
        var all = Lap();
        var part = time < all ? time : all;
        _seconds.Add((all - part).TotalSeconds, Tag(_state));
        _seconds.Add(part.TotalSeconds, Tag(other));
    }

    public void Dispose() => Flush();

    private TimeSpan Lap()
    {
        var (since, now) = (_since, _time.GetTimestamp());
        _since = now;
        return _time.GetElapsedTime(since, now);
    }

    private static KeyValuePair<string, object?> Tag(SlotState state) => new("state", state switch
    {
        SlotState.Beginning => "beginning",
        SlotState.Training => "training",
        SlotState.Validating => "validating",
        SlotState.Checkpoint => "checkpoint",
        SlotState.Reporting => "reporting",
        _ => "idle",
    });
}
