using Sweep.Silo.Slots;

namespace Sweep.Silo.Contracts;

/// <summary>How a silo's slots work.</summary>
/// <param name="Slots">Trials at once.</param>
/// <param name="LogsFolder">Where event files go.</param>
/// <param name="CheckpointsFolder">Where checkpoints go, unless <paramref name="ScratchFolder"/> is given; those that are files are read from there in any case.</param>
/// <param name="ScratchFolder">
/// Checkpoints go into the database; this is where they wait for it, each process in a folder of its own below. Null: they are files.
/// </param>
internal sealed record SlotOptions(int Slots, string LogsFolder, string CheckpointsFolder, string? ScratchFolder = null)
{
    /// <summary>
    /// Whether other silos share the work. Then slots never end by themselves: calls are sent again until they are answered, and a trial that cannot be
    /// trained here is left to another silo. Default false: the first error that is not the trial's ends the run, by <see cref="SlotFailure"/>.
    /// </summary>
    public bool IsClustered { get; init; }

    /// <summary>Time between two checkpoints of a running trial: what a killed process loses at the most. Default 30 s.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Points of one trial that may wait for the database before neighbouring ones are merged; a histogram counts as five. Default 250,000: a day of ordinary
    /// training, minutes of one that reports every step, and at most some 20 MB (a step of four points is 24 bytes a point and some 100 beside them).
    /// </summary>
    public int MostWaitingPoints { get; init; } = 250_000;
}
