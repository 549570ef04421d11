using Sweep.Grains;

namespace Sweep.Silo.Files;

/// <summary>
/// A folder that one process uses alone, for files that wait to be stored elsewhere. The process removes it when it ends. If the process is
/// killed, the next one that starts beside it removes the folder.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string LockSuffix = ".lock";

    private readonly FileStream _held;

    private ScratchFolder(string path, FileStream held) => (Path, _held) = (path, held);

    public string Path { get; }

    /// <summary>Makes the folder of this process, and removes the folders of dead processes.</summary>
    /// <param name="root">The folder that processes share.</param>
    /// <param name="name">A name that only this process uses, and that no earlier process used.</param>
    /// <exception cref="SherlockException">The folder cannot be written.</exception>
    public static ScratchFolder Open(string root, string name)
    {
        try
        {
            Directory.CreateDirectory(root);
            var path = System.IO.Path.Combine(root, name);

            // The lock is made before the folder, so that every process that sees the folder finds it locked.
            var held = Hold(path + LockSuffix);
            Directory.CreateDirectory(path);
            Array.ForEach(Directory.GetDirectories(root), RemoveIfDead);
            return new(path, held);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException(
                $"The scratch folder {root} cannot be written: {exception.Message}", SherlockException.OutOfReach, exception);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Path)) { Directory.Delete(Path, recursive: true); }
        _held.Dispose();
    }

    private static void RemoveIfDead(string folder)
    {
        try
        {
            // The operating system releases a lock when its process dies, however it dies.
            using var held = Hold(folder + LockSuffix);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process lives, or the folder belongs to another user, or another process is removing it. In each case this process leaves
            // it alone.
        }
    }

    private static FileStream Hold(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
}
