namespace Sweep.Silo.Telemetry;

/// <summary>Which of a silo's folders are on disks of their own.</summary>
internal static class FolderDisks
{
    /// <summary>The first folder on each disk.</summary>
    /// <param name="folders">Absolute; those that matter most first. They need not exist.</param>
    /// <param name="mounts">Where this machine's disks are mounted.</param>
    public static IEnumerable<(string Label, string Path)> Distinct(IEnumerable<(string Label, string Path)> folders, IReadOnlyCollection<string> mounts) =>
        folders.DistinctBy(folder => MountOf(folder.Path, mounts));

    /// <summary>The longest of the mounts that a folder lies below; empty where there is none.</summary>
    private static string MountOf(string folder, IEnumerable<string> mounts)
    {
        var target = Directory.Exists(folder) ? Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder : folder;
        return mounts.Where(mount => IsBelow(target, mount)).MaxBy(mount => mount.Length) ?? "";
    }

    private static bool IsBelow(string folder, string mount) => folder == mount
        || (folder.StartsWith(mount, StringComparison.Ordinal) && (Path.EndsInDirectorySeparator(mount) || folder[mount.Length] == Path.DirectorySeparatorChar));
}
