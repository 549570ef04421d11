namespace Sweep.Silo.Telemetry;

/// <summary>Finds which of a silo's folders are on disks of their own.</summary>
internal static class FolderDisks
{
    /// <summary>Returns the first folder on each disk.</summary>
    /// <param name="folders">Absolute paths, the most important first. The folders need not exist.</param>
    /// <param name="mounts">The mount points of this machine's disks.</param>
    public static IEnumerable<(string Label, string Path)> Distinct(
        IEnumerable<(string Label, string Path)> folders, IReadOnlyCollection<string> mounts) =>
        folders.DistinctBy(folder => MountOf(folder.Path, mounts));

    /// <summary>Returns the longest mount point that contains a folder; empty if no mount point does.</summary>
    private static string MountOf(string folder, IEnumerable<string> mounts)
    {
        var target = Directory.Exists(folder) ? Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder : folder;
        return mounts.Where(mount => IsBelow(target, mount)).MaxBy(mount => mount.Length) ?? "";
    }

    private static bool IsBelow(string folder, string mount) => folder == mount
        || (folder.StartsWith(mount, StringComparison.Ordinal)
            && (Path.EndsInDirectorySeparator(mount) || folder[mount.Length] == Path.DirectorySeparatorChar));
}
