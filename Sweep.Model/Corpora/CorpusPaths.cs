using System.IO.Enumeration;

namespace Sweep.Model.Corpora;

/// <summary>
/// Finds the files that a path means, in ordinal order: one file, the .txt files of a folder, or the files that match a glob.
/// </summary>
internal static class CorpusPaths
{
    // Hidden files, which editors and file systems leave beside the texts, are skipped.
    private static readonly EnumerationOptions _visible = new() { MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = false };

    /// <exception cref="CorpusException">The path matches no file.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return [full];
        }

        if (Directory.Exists(full))
        {
            return Sorted(Directory.EnumerateFiles(full, "*.txt", _visible)) is [_, ..] texts
                ? texts
                : throw new CorpusException($"Corpus '{path}' is a folder without a .txt file; {CorpusSource.Choices}.");
        }

        if (!HasWildcard(full))
        {
            throw new CorpusException($"Corpus '{path}' is not there (no file or folder {full}); {CorpusSource.Choices}.");
        }

        return Sorted(Glob(full)) is [_, ..] matches
            ? matches
            : throw new CorpusException($"Corpus '{path}' matches no file (as {full}); {CorpusSource.Choices}.");
    }

    private static string[] Sorted(IEnumerable<string> files) => [.. files.Distinct().Order(StringComparer.Ordinal)];

    private static bool HasWildcard(string part) => part.AsSpan().IndexOfAny('*', '?') >= 0;

    private static IEnumerable<string> Glob(string pattern)
    {
        var root = Path.GetPathRoot(pattern)!;
        var parts = pattern[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var plain = parts.TakeWhile(part => !HasWildcard(part)).ToArray();
        var folder = Path.Join([root, .. plain]);
        return Directory.Exists(folder) ? Match(folder, parts[plain.Length..]) : [];
    }

    private static IEnumerable<string> Match(string folder, string[] parts) => parts switch
    {
        // If ** is the last part, it means every file below.
        ["**"] => Match(folder, ["**", "*"]),
        // Links to folders are skipped: a link may lead back up, and ** would never end.
        ["**", .. var rest] => Match(folder, rest).Concat(
            Folders(folder).Where(inner => inner.LinkTarget is null).SelectMany(inner => Match(inner.FullName, parts))),
        [var name] => Directory.EnumerateFiles(folder, "*", _visible).Where(file => Matches(name, Path.GetFileName(file))),
        [var name, .. var rest] =>
            Folders(folder).Where(inner => Matches(name, inner.Name)).SelectMany(inner => Match(inner.FullName, rest)),
        [] => [],
    };

    private static IEnumerable<DirectoryInfo> Folders(string folder) => new DirectoryInfo(folder).EnumerateDirectories("*", _visible);

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
