using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;

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
    private bool _isClosed;

    /// <summary>Raised once, when the reader has finished: with the first stream that is closed, or with the file.</summary>
    public event Action? Closed;

    public string Path => path;

    /// <summary>Opens it for reading.</summary>
    /// <exception cref="UnusableCheckpointException">It is not there, or cannot be read.</exception>
    public Stream OpenRead()
    {
        try
        {
            RegularFile.Require(path);
            return new ReadStream(path, Close);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>
    /// Makes sure that it has the bytes that training wrote, as far as that is known: a checkpoint of an earlier version has no sum.
    /// </summary>
    /// <exception cref="UnusableCheckpointException">It is damaged, is not there, or cannot be read.</exception>
    public void RequireWhole(CheckpointInfo written)
    {
        try
        {
            var bytes = new FileInfo(path).Length;
            if (bytes != written.Bytes) { throw Damaged(FormattableString.Invariant($"it has {bytes} bytes of {written.Bytes}")); }
            if (written.Sha256 is { } sum && CheckpointSum.Of(path) != sum) { throw Damaged("its bytes are not those that were written"); }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(exception);
        }

        UnusableCheckpointException Damaged(string why) => new($"The checkpoint '{path}' is damaged: {why}.");
    }

    public void Dispose()
    {
        if (isCopy) { File.Delete(path); }
        Close();
    }

    private UnusableCheckpointException Unreadable(Exception cause) =>
        new($"The checkpoint '{path}' cannot be read: {cause.Message}", cause);

    private void Close()
    {
        if (!_isClosed) { Closed?.Invoke(); }
        _isClosed = true;
    }

    private sealed class ReadStream(string path, Action closed) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read)
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing) { closed(); }
        }
    }
}
