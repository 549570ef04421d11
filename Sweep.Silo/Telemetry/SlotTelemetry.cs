using Sweep.Grains.Trials;

namespace Sweep.Silo.Telemetry;

/// <summary>What all attempts of a silo are counted by.</summary>
internal sealed class SlotTelemetry(
    TrainingMetrics training, CheckpointMetrics checkpoints, SlotMetrics slots, ILocalSiloDetails silo, TimeProvider time)
{
    public TrainingMetrics Training => training;

    public CheckpointMetrics Checkpoints => checkpoints;

    public SlotMetrics Slots => slots;

    /// <summary>Where the time of a slot goes, from now on.</summary>
    public SlotClock OpenClock() => slots.Clock(time);

    /// <summary>An attempt begins, which its disposal ends.</summary>
    /// <param name="claiming">How long the claim took that has just been answered.</param>
    /// <param name="slot">The clock of the slot that trains it.</param>
    public AttemptTelemetry Begin(TrialAssignment assignment, TimeSpan claiming, SlotClock slot) =>
        new(this, assignment, new(assignment, silo.Name, claiming), slot, time);
}
