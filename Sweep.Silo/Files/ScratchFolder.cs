using Sweep.Grains;

namespace Sweep.Silo.Files;

/// <summary>
/// A process's own folder for files that wait to be stored elsewhere. Nobody else uses it, and it goes with the process: at its end, or, where it was
/// killed, when another one starts beside it.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string LockSuffix = ".lock";

    private readonly FileStream _held;

    private ScratchFolder(string path, FileStream held) => (Path, _held) = (path, held);

    public string Path { get; }

    /// <summary>Makes the folder of this process, and removes those whose processes are dead.</summary>
    /// <param name="root">Shared by processes.</param>
    /// <param name="name">Of this process alone, and of no earlier one.</param>
    /// <exception cref="SherlockException">It cannot be written.</exception>
    public static ScratchFolder Open(string root, string name)
    {
        try
        {
            Directory.CreateDirectory(root);
            var path = System.IO.Path.Combine(root, name);

            // The lock comes before the folder: whoever sees the folder finds it locked.
            var held = Hold(path + LockSuffix);
            Directory.CreateDirectory(path);
            Array.ForEach(Directory.GetDirectories(root), RemoveIfDead);
            return new(path, held);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException($"The scratch folder {root} cannot be written: {exception.Message}", SherlockException.OutOfReach, exception);
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
            // The operating system lets go of a lock when its process dies, however it dies.
            using var held = Hold(folder + LockSuffix);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It lives, or is another user's, or somebody else removes it just now: none of it is our business.
        }
    }

    private static FileStream Hold(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
}
