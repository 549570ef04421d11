using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads one of a few words.</summary>
internal static class GridWord
{
    private static readonly string[] _flags = ["true", "false"];

    /// <returns>The text, right or wrong; empty if it is not a word.</returns>
    public static string Read(GridNode node, string where, IReadOnlyCollection<string> words, GridErrors errors)
    {
        var text = (node as GridScalar)?.Text ?? "";
        if (!words.Contains(text))
        {
            errors.Add(node.Place, $"{where}: found {node.Found}; allowed: {string.Join(", ", words)}{Spelling.Hint(text, words)}");
        }

        return text;
    }

    /// <summary>Reads true or false.</summary>
    /// <param name="usual">The value if nothing is written.</param>
    public static bool Flag(GridNode? node, string where, bool usual, GridErrors errors) =>
        node is null ? usual : Read(node, where, _flags, errors) == "true";
}
