using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads a silo's own file of commands: a mapping of the names of trainables to their declarations. Or reads the same without commands.
/// </summary>
public static class CommandFile
{
    /// <param name="check">Checks the open file before it is read.</param>
    /// <exception cref="SherlockException">The file cannot be read or is wrong; the message has one line per error.</exception>
    public static ImmutableArray<DeclaredCommand> Load(string path, Action<SafeFileHandle>? check = null) =>
        Read(GridText.Read(path, check), path, (reader, map, name) => reader.Read(map, name));

    /// <summary>Reads declarations without commands, of what programs train that ask for trials over HTTP.</summary>
    /// <param name="text">YAML text.</param>
    /// <param name="name">What error messages call the text.</param>
    /// <exception cref="SherlockException">The text is wrong; the message has one line per error.</exception>
    public static ImmutableArray<TrainableSchema> ParseSchemas(string text, string name) =>
        Read(text, name, (reader, map, trainable) => reader.ReadSchema(map, trainable));

    private static ImmutableArray<T> Read<T>(string text, string path, Func<CommandReader, GridMap, string, T> read)
        where T : class
    {
        var errors = new GridErrors();
        var node = GridYaml.Read(text, mark => new Place(path, (int)mark.Line, (int)mark.Column), errors);
        errors.ThrowIfAny();
        if (node is not GridMap { Entries.Count: > 0 } map)
        {
            throw new SherlockException($"{path}:1:1: found {node?.Found ?? "nothing"}; allowed: a mapping of names to declarations");
        }

        var reader = new CommandReader(Path.GetDirectoryName(Path.GetFullPath(path))!, errors);
        List<T> all = [.. map.Entries.Select(entry => Read(entry, reader, read, errors)).OfType<T>()];
        errors.ThrowIfAny();
        return [.. all];
    }

    private static T? Read<T>(GridEntry entry, CommandReader reader, Func<CommandReader, GridMap, string, T> read, GridErrors errors)
        where T : class
    {
        if (!CommandReader.IsName(entry.Key))
        {
            errors.Add(entry.Place, $"found the name {Spelling.Quote(entry.Key)}; allowed: {CommandReader.NameRule}");
        }

        if (entry.Value is GridMap map) { return read(reader, map, entry.Key); }
        errors.Add(entry.Value.Place, $"{entry.Key}: found {entry.Value.Found}; allowed: a mapping with hyperparameters and metrics");
        return null;
    }
}
