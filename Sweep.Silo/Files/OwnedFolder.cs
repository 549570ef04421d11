namespace Sweep.Silo.Files;

/// <summary>
/// The folders of sweeps below logs and checkpoints. A hidden file in each says whose files it has: a name may be used again, and silos of
/// several databases may share a data folder.
/// </summary>
internal static class OwnedFolder
{
    private const string Mark = ".sweep-";
    private const string Aside = ".deleted-";

    /// <summary>Whether a folder has a sweep's mark.</summary>
    public static bool IsOf(string folder, Guid sweep) => File.Exists(MarkOf(folder, sweep));

    /// <summary>The sweeps that have marked a folder; none if there is no folder.</summary>
    public static IReadOnlyList<Guid> Owners(string folder) => !Directory.Exists(folder)
        ? []
        : [
            .. Directory.EnumerateFiles(folder, Mark + "*")
                .Select(path => Guid.TryParseExact(Path.GetFileName(path)[Mark.Length..], "n", out var id) ? id : Guid.Empty)
                .Where(id => id != Guid.Empty),
        ];

    /// <summary>Makes a folder if it is missing, and marks it.</summary>
    public static void Sign(string folder, Guid sweep)
    {
        Directory.CreateDirectory(folder);
        File.Open(MarkOf(folder, sweep), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
    }

    /// <summary>
    /// Removes the folder of a deleted sweep. If other sweeps have marked it too, only the sweep's mark is removed, because nothing says
    /// whose the files are.
    /// </summary>
    /// <param name="root">The folder of all sweeps' folders.</param>
    /// <param name="isOwn">Whether a folder without a mark is the sweep's: earlier versions of the program marked none.</param>
    /// <returns>The number of bytes that its files had.</returns>
    /// <exception cref="IOException">The files cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be removed.</exception>
    public static long Remove(string root, string name, Guid sweep, bool isOwn)
    {
        var folder = EventFileFolders.Sweep(root, name);
        return Clear(() =>
        {
            var owners = Owners(folder);
            if (!Directory.Exists(folder) || (owners.Count == 0 && !isOwn)) { return 0; }
            if (owners.Any(owner => owner != sweep))
            {
                File.Delete(MarkOf(folder, sweep));
                return 0;
            }

            // Out of the way in one step, so that a new sweep of this name never meets half of it.
            var aside = Path.Combine(root, $"{Aside}{name}-{Guid.NewGuid():n}");
            Directory.Move(folder, aside);
            if (Owners(aside).Any(owner => owner != sweep))
            {
                // A new sweep has taken the name in this very moment.
                Directory.Move(aside, folder);
                return 0;
            }

            return RemoveAside(aside);
        });
    }

    /// <summary>Removes what an earlier process has put out of the way and could not remove.</summary>
    /// <exception cref="IOException">The files cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be removed.</exception>
    public static long RemoveAsides(string root) => Clear(() => Directory.Exists(root)
        ? Directory.GetDirectories(root, Aside + "*").Sum(RemoveAside)
        : 0);

    private static long RemoveAside(string folder)
    {
        var bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    private static long Clear(Func<long> remove)
    {
        try
        {
            return remove();
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
        {
            // Another silo that shares the folder was quicker.
            return 0;
        }
    }

    private static string MarkOf(string folder, Guid sweep) => Path.Combine(folder, $"{Mark}{sweep:n}");
}
