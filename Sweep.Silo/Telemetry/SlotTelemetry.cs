using Sweep.Grains.Trials;

namespace Sweep.Silo.Telemetry;

/// <summary>The metrics and traces that all attempts of a silo share.</summary>
internal sealed class SlotTelemetry(
    TrainingMetrics training, CheckpointMetrics checkpoints, SlotMetrics slots, ILocalSiloDetails silo, TimeProvider time)
{
    public TrainingMetrics Training => training;

    public CheckpointMetrics Checkpoints => checkpoints;

    public SlotMetrics Slots => slots;

    /// <summary>Returns a new slot's clock, which starts now.</summary>
    public SlotClock OpenClock() => slots.Clock(time);

    /// <summary>Begins the telemetry of an attempt; disposing it ends the attempt's.</summary>
    /// <param name="requesting">How long the request took that brought the assignment.</param>
    /// <param name="slot">The clock of the slot that trains it.</param>
    public AttemptTelemetry Begin(TrialAssignment assignment, TimeSpan requesting, SlotClock slot) =>
        new(this, assignment, new(assignment, silo.Name, requesting), slot, time);
}
