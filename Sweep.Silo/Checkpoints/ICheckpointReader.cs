using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>Where checkpoints can be read from, wherever their bytes lie.</summary>
internal interface ICheckpointReader
{
    /// <summary>What there is of a trial, newest first, from <paramref name="newest"/> on: one that turns out to be damaged has others behind it.</summary>
    Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken);

    /// <summary>A checkpoint as a file on this machine. The file is missing where the checkpoint is.</summary>
    Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken);
}

/// <summary>A checkpoint to be read.</summary>
/// <param name="path">The file.</param>
/// <param name="isCopy">Whether it was fetched for this reader, and goes with it.</param>
internal sealed class CheckpointFile(string path, bool isCopy) : IDisposable
{
    /// <summary>Its reader is done with it.</summary>
    public event Action? Closed;

    public string Path => path;

    public void Dispose()
    {
        if (isCopy) { File.Delete(path); }
        Closed?.Invoke();
    }
}
