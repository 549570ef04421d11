using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>What a user means by GRID: a file, or a grid that comes with the program. A file in the folder comes first.</summary>
/// <param name="Name">The file's path, or the name of the grid; error messages begin with it.</param>
/// <param name="Note">Which of several things of that name is meant; null if there is only one.</param>
public sealed record GridSource(string Name, string? Note)
{
    private bool IsBuiltIn { get; init; }

    /// <summary>Finds what a word means. It need not exist.</summary>
    public static GridSource Of(string word)
    {
        if (!BuiltInGrids.Names.Contains(word)) { return new(word, null); }
        if (Path.Exists(word) && !Directory.Exists(word)) { return new(word, Other(word, word)); }
        var file = word + ".yaml";
        return File.Exists(file)
            ? new(file, Other(word, file))
            : new(word, $"{word} is the grid that comes with the program: 'grids {word}' prints it.") { IsBuiltIn = true };
    }

    /// <exception cref="SherlockException">The file is missing or cannot be read.</exception>
    public string Read() => IsBuiltIn ? BuiltInGrids.Text(Name)! : GridText.Read(Name);

    /// <summary>
    /// The end of an error line about a file that is missing, if its name is like that of a grid that comes with the program.
    /// </summary>
    internal static string Hint(string path) =>
        Spelling.Nearest(Path.GetFileNameWithoutExtension(path), BuiltInGrids.Names) is { } name
            ? $"; did you mean '{name}', which comes with the program?"
            : "";

    private static string Other(string word, string file) =>
        $"{word} is the file {file} in this folder, not the grid of that name that comes with the program.";
}
