using Sweep.Grains;
using Sweep.Silo.Files;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Finds event files of silos that train. An export must not write beside them: it would void them, perhaps while a silo writes them.
/// </summary>
internal static class LiveFiles
{
    /// <exception cref="SherlockException">The sweep's folder has such a file for some trial, or cannot be read.</exception>
    public static void RequireNone(string logsFolder, string sweep)
    {
        var folder = EventFileFolders.Sweep(logsFolder, sweep);
        Require(logsFolder, () => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, "trial-*") : []);
    }

    /// <exception cref="SherlockException">The trial's folder has such a file, or cannot be read.</exception>
    public static void RequireNone(string logsFolder, string sweep, int trial)
    {
        var folder = EventFileFolders.Sweep(logsFolder, sweep);
        Require(logsFolder, () => Directory.Exists(folder) ? RunNames.Folders(folder, trial) : []);
    }

    private static void Require(string logsFolder, Func<IEnumerable<string>> folders)
    {
        try
        {
            if (folders().SelectMany(EventFileName.InOrder).FirstOrDefault(EventFileName.IsLive) is { } live)
            {
                throw new SherlockException(
                    $"--out is '{logsFolder}', which holds files of a silo that trains, such as '{live}'; name another folder.");
            }
        }
        catch (Exception exception) when (EventFileFolders.IsUnwritable(exception))
        {
            throw new SherlockException(
                $"The export to '{logsFolder}' cannot go on: {exception.Message}", SherlockException.BadInput, exception);
        }
    }
}
