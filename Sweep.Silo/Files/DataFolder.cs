using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Silo.Files;

/// <summary>The folder that holds everything in embedded mode: the database, logs, checkpoints and downloaded corpora.</summary>
/// <param name="path">A path, which may be relative to the current directory.</param>
internal sealed class DataFolder(string path)
{
    public string Root { get; } = Path.GetFullPath(path);

    public string Database => Path.Combine(Root, SherlockDatabase.FileName);

    public string Logs => Path.Combine(Root, BackendOptions.LogsFolder);

    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>Holds what processes need only while they run, such as checkpoints on their way into a cluster's database.</summary>
    public string Scratch => Path.Combine(Root, "scratch");

    public string Corpora => Path.Combine(Root, "corpora");

    /// <summary>Makes sure, before a command of one of its sweeps runs, that no other user can change what its database says.</summary>
    /// <exception cref="SherlockException">Another user can.</exception>
    public void RequireOwn()
    {
        string[] places = [Root, Database, $"{Database}-wal", $"{Database}-shm"];
        if (places.Select(OwnPlace.Problem).OfType<string>().FirstOrDefault() is { } found)
        {
            throw new SherlockException($"The data folder {Root} may hold no commands that run: {found}");
        }
    }

    /// <summary>Locks the folder for this process, until the result is disposed or the process ends, however it ends.</summary>
    /// <exception cref="SherlockException">Another process holds the folder (the message says which), or it is not writable.</exception>
    public IDisposable Hold(TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(Root);
            // The operating system releases the lock when the process dies, so a crash leaves no stale lock.
            var held = new FileStream(Path.Combine(Root, FolderLock.FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Sign(held, time);
            return held;
        }
        catch (IOException exception) when (IsLocked(exception) && File.Exists(HolderFile))
        {
            throw new SherlockException(
                $"The data folder {Root} is in use by {File.ReadAllText(HolderFile)}: "
                + "wait for it, stop it, or name another folder with --data.",
                SherlockException.OutOfReach,
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(
                $"The data folder {Root} cannot be written: {exception.Message}", SherlockException.OutOfReach, exception);
        }
    }

    private void Sign(FileStream held, TimeProvider time)
    {
        try
        {
            File.WriteAllText(HolderFile, string.Create(
                CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}, since {time.GetUtcNow():u}"));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private string HolderFile => Path.Combine(Root, "lock.holder");

    // If another process holds a lock, .NET reports EWOULDBLOCK (Unix) or a sharing violation (Windows).
    internal static bool IsLocked(IOException exception) =>
        exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException)
        && exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
