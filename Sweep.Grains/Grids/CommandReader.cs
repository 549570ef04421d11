using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads the declaration of a trainable that is a command: its program, and what its trials set and report.</summary>
/// <param name="folder">The folder of the file, in which the command works if the declaration names no other.</param>
internal sealed partial class CommandReader(string folder, GridErrors errors)
{
    public const string NameRule = "letters, digits and '-', the first not '-', at most 64 of them";

    private const string NameKey = "name";
    private const string VersionKey = "version";
    private const string CommandKey = "command";
    private const string FolderKey = "folder";
    private const string ArgumentsKey = "arguments";
    private const string HyperparametersKey = SchemaReader.Hyperparameters;
    private const string SettingsKey = SchemaReader.Settings;
    private const string MetricsKey = "metrics";
    private const string ResourceKey = "resource";
    private const string LimitsKey = "limits";
    private const string EnvironmentKey = "environment";
    private const int VersionDigits = 12;

    private static readonly string[] _keys =
    [
        NameKey, VersionKey, CommandKey, FolderKey, ArgumentsKey, HyperparametersKey, SettingsKey, MetricsKey, ResourceKey, LimitsKey,
        EnvironmentKey,
    ];

    private static readonly string[] _schemaKeys = [VersionKey, HyperparametersKey, SettingsKey, MetricsKey, ResourceKey];

    /// <summary>Reads a declaration; the result is useless if there were errors.</summary>
    /// <param name="name">The trainable's name if the declaration names none.</param>
    public DeclaredCommand Read(GridMap map, string name)
    {
        GridKeyCheck.Run(map, "trainable", _keys, errors);

        // The command first, because an error in the schema ends the reading.
        var command = Command(map);
        return new(Schema(map, Word(map, NameKey, NamePattern, NameRule) ?? name), command);
    }

    /// <summary>Reads a declaration without a command, of what programs train that ask for trials over HTTP.</summary>
    public TrainableSchema ReadSchema(GridMap map, string name)
    {
        GridKeyCheck.Run(map, "trainable", _schemaKeys, errors);
        return Schema(map, name);
    }

    /// <summary>Whether a schema has the version of a declaration that names none.</summary>
    public static bool HasVersionOfItsHash(TrainableSchema schema) => schema.Version == HashOf(WithVersion(schema, ""));

    /// <summary>Whether a trainable may have this name.</summary>
    public static bool IsName(string text) => NamePattern.IsMatch(text);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern { get; }

    private TrainableSchema Schema(GridMap map, string name)
    {
        var definitions = Definitions(map, HyperparametersKey);
        var settings = Definitions(map, SettingsKey);
        if (settings.FirstOrDefault(setting => definitions.Any(one => one.Name == setting.Name)) is { } twice)
        {
            errors.Add(
                map.Find(SettingsKey)!.Place,
                $"{SettingsKey}: found {twice.Name} also under {HyperparametersKey}; allowed: one of the two");
        }

        var metrics = Metrics(map);
        var resource = map.Find(ResourceKey)?.Value is { } counted
            ? new ResourceReader(definitions, errors).Read(counted)
            : ResourceDefinition.Steps;

        // A definition that has an error may not make a schema; then only its error counts.
        if (errors.Any) { throw errors.ToException(); }
        var unnamed = new TrainableSchema(name, "", definitions) { Settings = settings, Metrics = metrics, Resource = resource };
        return WithVersion(unnamed, Word(map, VersionKey, VersionPattern, "letters, digits, '_', '.' and '-'") ?? HashOf(unnamed));
    }

    private static TrainableSchema WithVersion(TrainableSchema schema, string version) =>
        new(schema.Name, version, schema.Definitions) { Settings = schema.Settings, Metrics = schema.Metrics, Resource = schema.Resource };

    private static string HashOf(TrainableSchema unnamed) => unnamed.Hash[..VersionDigits];

    private ImmutableArray<HyperparameterDefinition> Definitions(GridMap map, string key) =>
        map.Find(key)?.Value is { } declared ? new SchemaReader(errors, key).Read(declared) : [];

    /// <summary>The names of the settings that a file of a sweep declares; empty if it declares no command.</summary>
    public static IEnumerable<string> SettingNames(GridMap root) =>
        root.Find(GridKeys.Trainable)?.Value is GridMap map && map.Find(SettingsKey)?.Value is GridMap settings
            ? settings.Entries.Select(entry => entry.Key)
            : [];

    private ImmutableArray<MetricDefinition> Metrics(GridMap map)
    {
        if (map.Find(MetricsKey)?.Value is not { } node)
        {
            errors.Add(map.Place, $"trainable: found no key '{MetricsKey}'; allowed: {MetricsKey}: {{ loss: minimize }}");
            return [];
        }

        var metrics = new MetricReader(errors).Read(node);
        foreach (var entry in (node as GridMap)?.Entries.Where(entry => CommandKeys.Report.Contains(entry.Key)) ?? [])
        {
            errors.Add(
                entry.Place, $"{MetricsKey}: found '{entry.Key}', which means something else in reports; allowed: another name than "
                    + string.Join(", ", CommandKeys.Report));
        }

        return metrics;
    }

    private CommandSpec Command(GridMap map)
    {
        var place = map.Find(FolderKey)?.Value;
        var (pass, set) = new EnvironmentReader(errors).Read(map.Find(EnvironmentKey)?.Value);
        return new(Words(map), Path.GetFullPath(place is null ? "." : Text(place, FolderKey, "the path of a folder"), folder))
        {
            PassesArguments = GridWord.Flag(map.Find(ArgumentsKey)?.Value, $"trainable.{ArgumentsKey}", usual: false, errors),
            Limits = new LimitReader(errors).Read(map.Find(LimitsKey)?.Value),
            Pass = pass,
            Set = set,
        };
    }

    private ImmutableArray<string> Words(GridMap map)
    {
        const string Allowed = "a list of words, such as [python3, train.py]";
        if (map.Find(CommandKey)?.Value is not { } node)
        {
            errors.Add(map.Place, $"trainable: found no key '{CommandKey}'; allowed: {CommandKey}: {Allowed}");
            return [""];
        }

        if (node is GridList { Items: [GridScalar { Text.Length: > 0 }, ..] } list && list.Items.All(IsWord))
        {
            return [.. list.Items.Cast<GridScalar>().Select(item => item.Text)];
        }

        errors.Add(node.Place, $"trainable.{CommandKey}: found {node.Found}; allowed: {Allowed}");
        return [""];
    }

    private static bool IsWord(GridNode node) => node is GridScalar scalar && !scalar.Text.Contains('\0', StringComparison.Ordinal);

    private string? Word(GridMap map, string key, Regex pattern, string rule)
    {
        if (map.Find(key)?.Value is not { } node) { return null; }
        if (node is GridScalar { Text: var text } && pattern.IsMatch(text)) { return text; }
        errors.Add(node.Place, $"trainable.{key}: found {node.Found}; allowed: {rule}");
        return null;
    }

    private string Text(GridNode node, string key, string allowed)
    {
        if (node is GridScalar { Text: { Length: > 0 } text } && !text.Contains('\0', StringComparison.Ordinal)) { return text; }
        errors.Add(node.Place, $"trainable.{key}: found {node.Found}; allowed: {allowed}");
        return ".";
    }
}

/// <summary>A trainable that is a command.</summary>
/// <param name="Schema">What its trials set and report.</param>
/// <param name="Command">How it is started.</param>
public sealed record DeclaredCommand(TrainableSchema Schema, CommandSpec Command);
