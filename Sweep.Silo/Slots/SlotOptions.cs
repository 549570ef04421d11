namespace Sweep.Silo.Slots;

/// <summary>How a silo's slots work.</summary>
/// <param name="Slots">Trials at once.</param>
/// <param name="LogsFolder">Where event files go.</param>
/// <param name="CheckpointsFolder">Where checkpoints go.</param>
internal sealed record SlotOptions(int Slots, string LogsFolder, string CheckpointsFolder)
{
    /// <summary>Time between two checkpoints of a running trial: what a killed process loses at the most. Default 30 s.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(30);
}
