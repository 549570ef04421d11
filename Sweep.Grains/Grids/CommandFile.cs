using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads a silo's own file of commands: a mapping of the names of trainables to their declarations.</summary>
public static class CommandFile
{
    /// <param name="check">Checks the open file before it is read.</param>
    /// <exception cref="SherlockException">The file cannot be read or is wrong; the message has one line per error.</exception>
    public static ImmutableArray<DeclaredCommand> Load(string path, Action<SafeFileHandle>? check = null)
    {
        var errors = new GridErrors();
        var node = GridYaml.Read(GridText.Read(path, check), mark => new Place(path, (int)mark.Line, (int)mark.Column), errors);
        errors.ThrowIfAny();
        if (node is not GridMap { Entries.Count: > 0 } map)
        {
            throw new SherlockException($"{path}:1:1: found {node?.Found ?? "nothing"}; allowed: a mapping of names to commands");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var reader = new CommandReader(folder, errors);
        List<DeclaredCommand> commands = [.. map.Entries.Select(entry => Read(entry, reader, errors)).OfType<DeclaredCommand>()];
        errors.ThrowIfAny();
        return [.. commands];
    }

    private static DeclaredCommand? Read(GridEntry entry, CommandReader reader, GridErrors errors)
    {
        if (!CommandReader.IsName(entry.Key))
        {
            errors.Add(entry.Place, $"found the name {Spelling.Quote(entry.Key)}; allowed: {CommandReader.NameRule}");
        }

        if (entry.Value is GridMap map) { return reader.Read(map, entry.Key); }
        errors.Add(entry.Value.Place, $"{entry.Key}: found {entry.Value.Found}; allowed: a mapping with command, hyperparameters, metrics");
        return null;
    }
}
