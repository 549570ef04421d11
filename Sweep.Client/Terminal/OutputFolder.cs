using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Terminal;

/// <summary>Writes a verb's result as a folder of its own.</summary>
internal static class OutputFolder
{
    /// <exception cref="SherlockException">The target is a file, or a folder that has something in it.</exception>
    public static void RequireFree(string path)
    {
        if (File.Exists(path)) { throw Unwritable(path, "it is a file; name a folder.", SherlockException.BadInput); }
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw Unwritable(path, "the folder is not empty; name a new one.", SherlockException.BadInput);
        }
    }

    /// <summary>Writes a folder completely or not at all. The target may be an empty folder.</summary>
    /// <param name="write">Writes into the folder that it gets, which is empty.</param>
    /// <exception cref="SherlockException">The target cannot be written.</exception>
    public static void Write(string path, Action<string> write)
    {
        RequireFree(path);

        // A folder that is there may be the caller's own or a mounted disk, so it stays, and the files are moved up into it.
        var (target, isThere) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), Directory.Exists(path));
        var aside = isThere ? Path.Combine(target, $".{Guid.NewGuid():n}.tmp") : $"{target}.{Guid.NewGuid():n}.tmp";
        try
        {
            Directory.CreateDirectory(aside);
            write(aside);
            if (isThere) { MoveUp(new(aside), target); }
            else { Directory.Move(aside, target); }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or ArgumentException or NotSupportedException
            or DirectoryNotFoundException or PathTooLongException)
        {
            throw Unwritable(path, exception.Message, SherlockException.BadInput, exception);
        }
        catch (IOException exception)
        {
            throw Unwritable(path, exception.Message, SherlockException.OutOfReach, exception);
        }
        finally
        {
            if (Directory.Exists(aside)) { Directory.Delete(aside, recursive: true); }
        }
    }

    private static void MoveUp(DirectoryInfo aside, string target)
    {
        foreach (var entry in aside.GetFileSystemInfos())
        {
            if (entry is DirectoryInfo folder) { folder.MoveTo(Path.Combine(target, entry.Name)); }
            else { ((FileInfo)entry).MoveTo(Path.Combine(target, entry.Name)); }
        }
    }

    private static SherlockException Unwritable(string path, string reason, int exitCode, Exception? cause = null) =>
        new($"Cannot write {Spelling.Quote(path)}: {reason}", exitCode, cause);
}
