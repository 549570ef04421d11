using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads the trials that a claim is about. It is an error if the grid does not train them, unless an override removed them: a user who
/// makes a sweep smaller must not have to rewrite its claims, which then stay undecided.
/// </summary>
internal sealed class ClaimGroupReader(GridMap root, SweepSpec spec, GridErrors errors)
{
    /// <summary>False if the grid itself has errors; then missing values are not reported a second time here.</summary>
    private readonly bool _isSound = !errors.Any;

    public ClaimGroup Read(GridNode? node, string key)
    {
        if (node is null) { return new([]); }
        if (node is not GridMap map)
        {
            errors.Add(
                node.Place, $"claims.{key}: found {node.Found}; allowed: a mapping of hyperparameters, such as {{ hidden_size: 96 }}");
            return new([]);
        }

        return new([.. map.Entries.Select(entry => ReadTerm(entry, key)).OfType<GridAxis>()]);
    }

    /// <summary>Checks that the two groups are not the same trials.</summary>
    public void RequireOthers(ClaimGroup of, ClaimGroup other, Place place, string where)
    {
        var names = of.Terms.Concat(other.Terms).Select(term => term.Name).Distinct().ToList();
        if (_isSound && !names.Any(IsOverridden) && names.All(name => Selected(of, name).ToHashSet().SetEquals(Selected(other, name))))
        {
            errors.Add(place, $"{where}: found the trials that the claim is about; allowed: others, or a number");
        }
    }

    private GridAxis? ReadTerm(GridEntry entry, string key)
    {
        if (spec.Schema.Find(entry.Key) is not { } field)
        {
            errors.Add(entry.Place, entry.Key is "seed" or GridKeys.Seeds
                ? $"claims.{key}: found the key '{entry.Key}'; allowed: hyperparameters; a claim is judged over all seeds"
                : $"claims.{key}: {spec.Schema.UnknownName(entry.Key)}");
            return null;
        }

        IReadOnlyList<GridNode> items = entry.Value is GridList { Items.Count: > 0 } list ? list.Items : [entry.Value];
        return new(entry.Key, [.. items.Select(item => ReadValue(item, field, $"claims.{key}.{entry.Key}")).OfType<string>().Distinct()]);
    }

    private string? ReadValue(GridNode node, HyperparameterDefinition field, string where)
    {
        var scalar = node as GridScalar;
        if (scalar is null || (scalar.IsQuoted && !field.IsWord) || !field.TryRead(scalar.Text, out var value))
        {
            errors.Add(node.Place, $"{where}: {field.Problem(node.Found, scalar?.Text ?? "")}");
            return null;
        }

        var text = HyperparameterText.Write(value);
        var trained = spec.Values(field.Name);
        if (_isSound && !IsOverridden(field.Name) && !trained.IsEmpty && !trained.Contains(text))
        {
            errors.Add(node.Place, $"{where}: found {node.Found}, which no trial of this grid has; allowed: {string.Join(", ", trained)}");
        }

        return text;
    }

    private ImmutableArray<string> Selected(ClaimGroup group, string name) =>
        group.Terms.FirstOrDefault(term => term.Name == name) is { } term ? term.Values : spec.Values(name);

    /// <summary>Whether an override sets it differently from the file.</summary>
    private bool IsOverridden(string name) => new[] { GridKeys.Trial, GridKeys.Grid }
        .Any(section => (root.Find(section)?.Value as GridMap)?.Find(name) is { Place.Line: 0 });
}
