using Sweep.Client.Backends;

namespace Sweep.Silo.Contracts;

/// <summary>How a silo's slots work.</summary>
/// <param name="Slots">The number of trials that run at the same time.</param>
/// <param name="LogsFolder">The folder for event files.</param>
/// <param name="CheckpointsFolder">
/// The folder for checkpoints that are files. They are read from it in any case.
/// </param>
/// <param name="Scratch">The folder below which each process has a folder of its own, for files that it needs only while it runs.</param>
internal sealed record SlotOptions(int Slots, string LogsFolder, string CheckpointsFolder, string Scratch)
{
    /// <summary>
    /// Whether checkpoints go into the database. Those that are not stored yet are in the process's own folder. Default false: they are
    /// files.
    /// </summary>
    public bool KeepsInDatabase { get; init; }

    /// <summary>Whether other silos share the work. Default false.</summary>
    public bool IsClustered { get; init; }

    /// <summary>What slots do about an error that is not the trial's.</summary>
    public ErrorPolicy ErrorPolicy => IsClustered ? ErrorPolicy.Insist : ErrorPolicy.FirstErrorCounts;

    /// <summary>
    /// Time between two checkpoints of a running trial, and so the most that is lost when a process is killed. Default 30 s.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Points of one trial that may wait for the database before neighbouring ones are merged; a histogram counts as five. The default of
    /// 250,000 is enough for a day of ordinary training, or for minutes of a training that reports every step, and takes at most about 20
    /// MB (a step of four points takes 24 bytes per point and about 100 more).
    /// </summary>
    public int MostWaitingPoints { get; init; } = 250_000;

    /// <summary>Grafana's address, to which event files link. Default null: they link nowhere.</summary>
    public GrafanaAddress? Grafana { get; init; }
}
