using System.IO.Enumeration;

namespace Sweep.Model.Corpora;

/// <summary>The files that a path means: one file, the .txt files of a folder, or what a glob matches; in ordinal order.</summary>
internal static class CorpusPaths
{
    // Hidden files are not meant: an editor's or a file system's leavings beside the texts.
    private static readonly EnumerationOptions _visible = new() { MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = false };

    /// <exception cref="ModelException">There is nothing there.</exception>
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
                : throw new ModelException($"Corpus '{path}' is a folder without a .txt file; {CorpusSource.Choices}.");
        }

        if (!HasWildcard(full))
        {
            throw new ModelException($"Corpus '{path}' is not there (no file or folder {full}); {CorpusSource.Choices}.");
        }

        return Sorted(Glob(full)) is [_, ..] matches
            ? matches
            : throw new ModelException($"Corpus '{path}' matches no file (as {full}); {CorpusSource.Choices}.");
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
        // At the end, ** means every file below.
        ["**"] => Match(folder, ["**", "*"]),
        // A link may lead back up, and ** would go round for ever.
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
