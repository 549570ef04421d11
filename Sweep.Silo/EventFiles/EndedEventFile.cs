using Sweep.Grains.Trials;
using Sweep.Silo.Files;

namespace Sweep.Silo.EventFiles;

/// <summary>What a silo remembers of the files of a trial that ended in it.</summary>
/// <param name="Attempt">The trial's last attempt. If a later one begins, the files belong to that attempt.</param>
/// <param name="Path">The file that has the trial's end; null if it could not be written.</param>
/// <param name="Length">The length of that file, in bytes.</param>
internal sealed record EndedEventFile(TrialId Trial, int Attempt, string? Path, long Length)
{
    /// <param name="path">The file, which is complete.</param>
    public static EndedEventFile Of(TrialAssignment assignment, string? path)
    {
        var length = Size(path);
        return new(assignment.Trial, assignment.Attempt, length is null ? null : path, length ?? 0);
    }

    /// <summary>
    /// Whether the file is still there. Other files of the folder prove nothing, because they may come from an earlier copy.
    /// </summary>
    public bool IsThere() => Size(Path) is { } size && size >= Length;

    private static long? Size(string? path)
    {
        try
        {
            return path is not null && new FileInfo(path) is { Exists: true } file ? file.Length : null;
        }
        catch (Exception exception) when (EventFileFolders.IsUnwritable(exception))
        {
            return null;
        }
    }
}
