using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads the hyperparameters or the settings that a file declares for a trainable: each one is a list of words, or a mapping such as
/// <c>{ type: int, from: 1, to: 512, default: 64 }</c>. One that has no default and may not be none is required.
/// </summary>
/// <param name="section">The section that declares them, for errors.</param>
internal sealed class SchemaReader(GridErrors errors, string section = SchemaReader.Hyperparameters)
{
    public const string Hyperparameters = "hyperparameters";
    public const string Settings = "settings";

    private const string PathType = "path";
    private const string Trained = "trained";

    private static readonly string[] _allKeys = ["type", "words", "from", "above", "to", "below", "default", "nullable", Trained];

    // A setting is no part of a trial's identity.
    private readonly string[] _keys = section == Settings ? [.. _allKeys.Where(key => key != Trained)] : _allKeys;

    private readonly string[] _types = [.. HyperparameterTypes.Words.Where(type => section == Settings || type != PathType)];

    public ImmutableArray<HyperparameterDefinition> Read(GridNode node)
    {
        if (node is not GridMap { Entries.Count: > 0 } map)
        {
            errors.Add(node.Place, $"{section}: found {node.Found}; allowed: a mapping of names to types, such as rate: {{ type: float }}");
            return [];
        }

        return [.. map.Entries.Select(Read).OfType<HyperparameterDefinition>()];
    }

    private HyperparameterDefinition? Read(GridEntry entry)
    {
        if (!SchemaNames.IsHyperparameter(entry.Key))
        {
            errors.Add(entry.Place, $"{section}: found the key {Spelling.Quote(entry.Key)}; allowed: {SchemaNames.HyperparameterRule}");
        }
        else if (section == Settings && SchemaNames.FileKeys.Contains(entry.Key))
        {
            errors.Add(entry.Place, $"{section}: found '{entry.Key}', which is another key of sweep files; allowed: another name");
        }

        switch (entry.Value)
        {
            case GridList list:
                return new(entry.Key, HyperparameterType.Word) { Words = Words(list, entry.Key), IsRequired = true };
            case GridMap map:
                return Definition(map, entry.Key);
            default:
                errors.Add(
                    entry.Value.Place,
                    $"{section}.{entry.Key}: found {entry.Value.Found}; allowed: a list of words, or a mapping such as {{ type: float }}");
                return null;
        }
    }

    private HyperparameterDefinition? Definition(GridMap map, string name)
    {
        foreach (var other in map.Entries.Where(entry => !_keys.Contains(entry.Key)))
        {
            errors.Add(
                other.Place,
                $"{section}.{name}: found the key {Spelling.Quote(other.Key)}; allowed: {string.Join(", ", _keys)}"
                    + Spelling.Hint(other.Key, _keys));
        }

        if (map.Find("type")?.Value is not { } typeNode)
        {
            errors.Add(map.Place, $"{section}.{name}: found no key 'type'; allowed: type: {string.Join(", ", _types)}");
            return null;
        }

        var before = errors.Count;
        var word = GridWord.Read(typeNode, $"{section}.{name}.type", _types, errors);
        if (errors.Count > before) { return null; }
        var definition = new HyperparameterDefinition(name, HyperparameterTypes.Of(word)!.Value)
        {
            IsNullable = Flag(map, name, "nullable", usual: false),
            IsTrained = Flag(map, name, Trained, usual: true),
        };
        return WithDefault(WithValues(definition, map), map);
    }

    /// <summary>The definition with its words or its range.</summary>
    private HyperparameterDefinition WithValues(HyperparameterDefinition definition, GridMap map)
    {
        var isWord = definition.Type is HyperparameterType.Word;
        var isNumber = definition.Type is HyperparameterType.WholeNumber or HyperparameterType.Number;
        var type = HyperparameterTypes.Word(definition.Type);
        foreach (var entry in map.Entries)
        {
            if ((entry.Key == "words" && !isWord) || (entry.Key is "from" or "above" or "to" or "below" && !isNumber))
            {
                errors.Add(entry.Place, $"{section}.{definition.Name}: found {entry.Key} with the type {type}; allowed: to leave it out");
            }
        }

        if (isNumber) { return definition with { Range = Range(map, definition.Name) }; }
        if (!isWord) { return definition; }
        return map.Find("words")?.Value is { } words
            ? definition with { Words = Words(words, definition.Name) }
            : Missing(definition, map);
    }

    private HyperparameterDefinition Missing(HyperparameterDefinition definition, GridMap map)
    {
        errors.Add(map.Place, $"{section}.{definition.Name}: found no key 'words'; allowed: words: [sgd, adam]");
        return definition;
    }

    private HyperparameterDefinition WithDefault(HyperparameterDefinition definition, GridMap map)
    {
        if (map.Find("default")?.Value is not { } node) { return definition with { IsRequired = !definition.IsNullable }; }
        var scalar = node as GridScalar;
        object? value = null;
        var isRead = scalar is not null && (!scalar.IsQuoted || definition.IsWord) && definition.TryRead(scalar.Text, out value);
        var isRelative = definition.Type is HyperparameterType.Path && value is string path && !Path.IsPathRooted(path);
        if (isRead && !isRelative) { return definition with { Default = value }; }

        var problem = isRelative ? $"found {node.Found}; allowed: an absolute path" : definition.Problem(node.Found, scalar?.Text ?? "");
        errors.Add(node.Place, $"{section}.{definition.Name}.default: {problem}");
        return definition with { IsRequired = true };
    }

    private ImmutableArray<string> Words(GridNode node, string name)
    {
        var words = (node as GridList)?.Items.Select(item => (item as GridScalar)?.Text ?? "").ToList() ?? [];
        if (words.Count == 0 || words.Contains("") || words.Distinct().Count() < words.Count)
        {
            errors.Add(node.Place, $"{section}.{name}: found {node.Found}; allowed: a list of distinct words, such as [sgd, adam]");
        }

        return [.. words];
    }

    private NumberRange Range(GridMap map, string name)
    {
        var range = new NumberRange
        {
            From = Number(map, name, "from"),
            Above = Number(map, name, "above"),
            To = Number(map, name, "to"),
            Below = Number(map, name, "below"),
        };
        if (range is { From: not null, Above: not null } or { To: not null, Below: not null })
        {
            errors.Add(map.Place, $"{section}.{name}: found two ends on one side; allowed: from or above, to or below");
        }
        else if (range.IsEmpty)
        {
            errors.Add(map.Place, $"{section}.{name}: found a range without a number,{range}; allowed: the lower end first");
        }

        return range;
    }

    private double? Number(GridMap map, string name, string key)
    {
        if (map.Find(key)?.Value is not { } node) { return null; }
        if (node is GridScalar { IsQuoted: false } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            return number;
        }

        errors.Add(node.Place, $"{section}.{name}.{key}: found {node.Found}; allowed: a number");
        return null;
    }

    private bool Flag(GridMap map, string name, string key, bool usual) =>
        GridWord.Flag(map.Find(key)?.Value, $"{section}.{name}.{key}", usual, errors);
}
