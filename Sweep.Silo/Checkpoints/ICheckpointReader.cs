using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>Reads checkpoints, independent of the place that has their bytes.</summary>
internal interface ICheckpointReader
{
    /// <summary>
    /// Lists a trial's checkpoints, newest first, from <paramref name="newest"/> on. If one turns out to be damaged, the next older one can
    /// be tried.
    /// </summary>
    Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a checkpoint available as a file on this machine. If the checkpoint does not exist, the file does not either.
    /// </summary>
    Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken);
}

/// <summary>A file with a checkpoint that is being read.</summary>
/// <param name="path">The file.</param>
/// <param name="isCopy">Whether the file was fetched for this reader, and is removed with it.</param>
internal sealed class CheckpointFile(string path, bool isCopy) : IDisposable
{
    /// <summary>Raised when the reader has finished.</summary>
    public event Action? Closed;

    public string Path => path;

    public void Dispose()
    {
        if (isCopy) { File.Delete(path); }
        Closed?.Invoke();
    }
}
