using System.CommandLine;
using Sweep.Grains.Grids;

namespace Sweep.Client.Verbs;

/// <summary>Offers to shells what GRID may be: the grids that come with the program, files in YAML, and folders.</summary>
internal static class GridCompletions
{
    /// <summary>Adds the offer to every argument GRID below a command.</summary>
    public static void ApplyTo(Command command)
    {
        foreach (var argument in command.Arguments.Where(argument => argument.Name == "GRID"))
        {
            argument.Offer(typed => Offer(typed.WordToComplete));
        }

        foreach (var below in command.Subcommands) { ApplyTo(below); }
    }

    /// <param name="word">What is typed so far; it may name a folder.</param>
    internal static IEnumerable<string> Offer(string word)
    {
        var folder = word[..(word.LastIndexOf('/') + 1)];
        var place = folder.Length == 0 ? "." : folder;
        var readable = new EnumerationOptions { IgnoreInaccessible = true };
        var files = Directory.Exists(place) ? Directory.EnumerateFiles(place, "*", readable).Where(IsYaml) : [];
        var folders = Directory.Exists(place) ? Directory.EnumerateDirectories(place, "*", readable) : [];
        return [
            .. folder.Length == 0 ? BuiltInGrids.Names : [],
            .. files.Select(file => folder + Path.GetFileName(file)),
            .. folders.Select(below => $"{folder}{Path.GetFileName(below)}/").Where(name => name[folder.Length] != '.'),
        ];
    }

    private static bool IsYaml(string file) => Path.GetExtension(file) is ".yaml" or ".yml";
}
