namespace Sweep.Grains.Sweeps;

/// <summary>A sweep that was deleted.</summary>
/// <param name="Folder">The name that it had.</param>
/// <param name="Trials">The number of its trials.</param>
/// <param name="Bytes">The bytes that are free: those of its checkpoints, and of all its files if these are gone.</param>
/// <param name="AreFilesGone">Whether its files are gone too. Default: the silos remove them later.</param>
[GenerateSerializer, Immutable, Alias("sweep.deleted")]
public sealed record DeletedSweep(
    [property: Id(0)] Guid Sweep,
    [property: Id(1)] string Folder,
    [property: Id(2)] int Trials,
    [property: Id(3)] long Bytes,
    [property: Id(4)] bool AreFilesGone = false);
