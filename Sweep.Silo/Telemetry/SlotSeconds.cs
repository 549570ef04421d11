using System.Diagnostics.Metrics;

namespace Sweep.Silo.Telemetry;

/// <summary>The counter <c>sweep_slot_seconds_total</c> over all slots of a silo, those that are no more included. Each state is there from the beginning, at 0.</summary>
internal sealed class SlotSeconds
{
    private readonly Lock _lock = new();
    private readonly List<SlotClock> _clocks = [];

    public SlotSeconds(Meter meter) =>
        meter.CreateObservableCounter("sweep.slot.seconds", Observe, "s", "Time of this silo's slots, by what they did.");

    /// <summary>The clock of a slot that begins now.</summary>
    public SlotClock Open(TimeProvider time)
    {
        var clock = new SlotClock(time);
        lock (_lock) { _clocks.Add(clock); }
        return clock;
    }

    private Measurement<double>[] Observe()
    {
        lock (_lock)
        {
            return [.. Enum.GetValues<SlotState>().Select(state => new Measurement<double>(_clocks.Sum(clock => clock.Of(state).TotalSeconds), Tag(state)))];
        }
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
