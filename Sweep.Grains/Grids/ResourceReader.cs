using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads what the steps of a declared trainable count: a name such as <c>epoch</c>, or <c>{ name: epoch, total: epochs }</c>, in which the
/// total is a hyperparameter or a number. Without a total, a trial decides when it is done.
/// </summary>
/// <param name="hyperparameters">The trainable's hyperparameters.</param>
internal sealed class ResourceReader(ImmutableArray<HyperparameterDefinition> hyperparameters, GridErrors errors)
{
    private const string Section = "resource";
    private const string NameKey = "name";
    private const string TotalKey = "total";
    private static readonly string[] _keys = [NameKey, TotalKey];

    public ResourceDefinition Read(GridNode node)
    {
        if (node is not GridMap map) { return new(Name(node, Section)); }
        foreach (var other in map.Entries.Where(entry => !_keys.Contains(entry.Key)))
        {
            errors.Add(
                other.Place,
                $"{Section}: found the key {Spelling.Quote(other.Key)}; allowed: {string.Join(", ", _keys)}"
                    + Spelling.Hint(other.Key, _keys));
        }

        if (map.Find(NameKey)?.Value is not { } name)
        {
            errors.Add(map.Place, $"{Section}: found no key '{NameKey}'; allowed: {NameKey}: epoch");
            return ResourceDefinition.Steps;
        }

        var resource = new ResourceDefinition(Name(name, $"{Section}.{NameKey}"));
        return map.Find(TotalKey)?.Value is { } total ? WithTotal(resource, total) : resource;
    }

    private string Name(GridNode node, string where)
    {
        var text = (node as GridScalar)?.Text ?? "";
        if (!SchemaNames.IsResource(text)) { errors.Add(node.Place, $"{where}: found {node.Found}; allowed: a word, such as epoch"); }
        return text;
    }

    private ResourceDefinition WithTotal(ResourceDefinition resource, GridNode node)
    {
        var text = (node as GridScalar)?.Text ?? "";
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return resource with { Number = number };
        }

        List<string> names = [.. hyperparameters.Where(one => one.Type is HyperparameterType.WholeNumber).Select(one => one.Name)];
        if (names.Contains(text)) { return resource with { Hyperparameter = text }; }
        var others = string.Concat(names.Select(name => $", {name}"));
        errors.Add(
            node.Place, $"{Section}.{TotalKey}: found {node.Found}; allowed: a number of 1 or more{others}{Spelling.Hint(text, names)}");
        return resource;
    }
}
