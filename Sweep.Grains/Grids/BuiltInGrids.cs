using System.Reflection;
using System.Text.RegularExpressions;

namespace Sweep.Grains.Grids;

/// <summary>
/// The grid files that come with the program: a first sweep, and the experiments of the study. Users name them without a folder.
/// </summary>
public static partial class BuiltInGrids
{
    private const string Start = "grids/";
    private const string End = ".yaml";

    private static readonly Assembly _assembly = typeof(BuiltInGrids).Assembly;

    /// <summary>The names, in alphabetical order, such as <c>quickstart</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. _assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Start, StringComparison.Ordinal))
            .Select(resource => resource[Start.Length..^End.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a grid file, as it is in the repository; null if no grid has this name.</summary>
    public static string? Text(string name)
    {
        using var stream = _assembly.GetManifestResourceStream($"{Start}{name}{End}");
        if (stream is null) { return null; }
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>What a grid is about: the first sentence of the comment that its text begins with; empty if it begins with none.</summary>
    public static string About(string text)
    {
        var comment = text.Split('\n').TakeWhile(line => line.StartsWith('#')).Select(line => line.TrimStart('#', ' ').TrimEnd());
        var whole = string.Join(' ', comment);
        return Sentence.Match(whole) is { Success: true } sentence ? sentence.Value : whole;
    }

    [GeneratedRegex(@"^.*?[.?](?= |$)")]
    private static partial Regex Sentence { get; }
}
