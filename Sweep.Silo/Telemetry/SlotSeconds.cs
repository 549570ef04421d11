using System.Diagnostics.Metrics;

namespace Sweep.Silo.Telemetry;

/// <summary>
/// The counter <c>sweep_slot_seconds_total</c> over all slots of a silo, including slots that have ended. Each state starts at 0 from the
/// beginning.
/// </summary>
internal sealed class SlotSeconds
{
    private readonly Lock _lock = new();
    private readonly List<SlotClock> _clocks = [];

    public SlotSeconds(Meter meter) =>
        meter.CreateObservableCounter("sweep.slot.seconds", Observe, "s", "Time of this silo's slots, by what they did.");

    /// <summary>Returns a new slot's clock, which starts now.</summary>
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
            return
            [
                .. Enum.GetValues<SlotState>().Select(
                    state => new Measurement<double>(_clocks.Sum(clock => clock.Of(state).TotalSeconds), Tag(state))),
            ];
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
