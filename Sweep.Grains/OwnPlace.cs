using Microsoft.Win32.SafeHandles;

namespace Sweep.Grains;

/// <summary>
/// Finds out whether another user could change a file, or put another one in its place. Root can in any case. Known on Linux alone;
/// elsewhere nothing is found.
/// </summary>
internal static class OwnPlace
{
    private const int MostLinks = 40;

    /// <summary>Why another user could change a file or a folder; null if only this user can, or if nothing is there.</summary>
    public static string? Problem(string path) =>
        FileStatus.Of(path, followsLink: true) is not { } status ? OnTheWay(path)
        : OnTheWay(path) ?? (status.Type == FileStatus.Folder ? null : OfFile(path, status));

    /// <summary>Why another user could change an open file, or put another one at its path.</summary>
    public static string? Problem(string path, SafeFileHandle file) =>
        (FileStatus.Of(file) is { } status ? OfFile(path, status) : null) ?? (FileTypes.IsDescriptor(path) ? null : OnTheWay(path));

    private static string? OfFile(string path, FileStatus status) =>
        !status.IsOwn ? Foreign("a file", "a file")
        : status.OthersMayWrite ? Writable(path)
        : null;

    /// <summary>
    /// Checks the folders and links that lead to a path, as the system follows them: who may change one decides what is there.
    /// </summary>
    private static string? OnTheWay(string path)
    {
        var (place, links) = (Path.GetPathRoot(Path.GetFullPath(path))!, 0);
        var names = new Stack<string>(Names(Path.GetFullPath(path)));
        while (true)
        {
            if (OfFolder(place) is { } problem) { return problem; }
            if (!names.TryPop(out var name)) { return null; }
            var next = Path.GetFullPath(name, place);
            switch (FileStatus.Of(next, followsLink: false))
            {
                case { Type: FileStatus.Folder }:
                    place = next;
                    break;
                case { Type: FileStatus.Link } link when !IsOwnOrRoots(link):
                    return Foreign($"the link {next}", "a link");
                case { Type: FileStatus.Link } when ++links <= MostLinks:
                    var target = new FileInfo(next).LinkTarget ?? "";
                    if (Path.IsPathRooted(target)) { place = Path.GetPathRoot(target)!; }
                    foreach (var part in Names(target)) { names.Push(part); }
                    break;
                default:
                    // A file, or nothing.
                    return null;
            }
        }
    }

    /// <summary>In a folder with the sticky bit, such as /tmp, users may not touch what belongs to others.</summary>
    private static string? OfFolder(string place) => FileStatus.Of(place, followsLink: false) switch
    {
        null => null,
        { } status when !IsOwnOrRoots(status) => Foreign($"the folder {place}", "a folder"),
        { OthersMayWrite: true } status when (status.Mode & UnixFileMode.StickyBit) == 0 => Writable(place),
        _ => null,
    };

    private static bool IsOwnOrRoots(FileStatus status) => status.IsOwn || status.Owner == 0;

    private static IEnumerable<string> Names(string path) =>
        path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").Reverse();

    private static string Writable(string place) => $"found that others may write {place}; allowed: chmod go-w {place}";

    private static string Foreign(string found, string allowed) =>
        $"found {found} of another user; allowed: {allowed} of this program's own user ({Environment.UserName})";
}
