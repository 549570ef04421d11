using System.Collections.Immutable;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads <c>start</c>, the combinations that are tried first. What one leaves out has the value under trial or the default, which must be
/// in the space, too.
/// </summary>
internal sealed class StartReader(TrainableSchema schema, GridSpace space, GridErrors errors)
{
    private const string Where = $"{GridKeys.Search}.start";
    private const string Rule = "a list of combinations, such as [{ learning_rate: 0.1 }]";

    private readonly ValueReader _values = new(schema, errors);
    private readonly TrialSpace _space = new(schema, space.Trial, space.Searched);
    private readonly Dictionary<Cell, Place> _cells = [];

    public ImmutableArray<ImmutableSortedDictionary<string, string>> Read(GridNode? node)
    {
        if (node is null) { return []; }
        if (node is GridList list) { return [.. list.Items.Select(ReadOne).OfType<ImmutableSortedDictionary<string, string>>()]; }
        errors.Add(node.Place, $"{Where}: found {node.Found}; allowed: {Rule}");
        return [];
    }

    private ImmutableSortedDictionary<string, string>? ReadOne(GridNode node)
    {
        if (node is not GridMap map)
        {
            errors.Add(node.Place, $"{Where}: found {node.Found}; allowed: {Rule}");
            return null;
        }

        string[] names = [.. space.Searched.Select(axis => axis.Name)];
        GridKeyCheck.Run(map, Where, names, errors);
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.Entries.Where(entry => names.Contains(entry.Key)))
        {
            if (_values.Read(entry.Value, entry.Key, $"{Where}.{entry.Key}") is { } text) { texts[entry.Key] = text; }
        }

        var given = texts.ToImmutable();
        return errors.Any || !IsNewCell(map, given) ? null : given;
    }

    private bool IsNewCell(GridMap map, ImmutableSortedDictionary<string, string> texts)
    {
        try
        {
            var cell = _space.CellOf(texts);
            var inactive = texts.Keys.FirstOrDefault(name => _space.Active(cell).All(active => active.Name != name));
            if (inactive is not null)
            {
                errors.Add(
                    map.Find(inactive)!.Place, $"{Where}.{inactive}: found a value that this combination does not have; allowed: none");
                return false;
            }

            if (_cells.TryAdd(cell, map.Place)) { return true; }
            errors.Add(map.Place, $"{Where}: found the combination of {_cells[cell]} a second time; allowed: every one once");
        }
        catch (SherlockException exception)
        {
            errors.Add(map.Place, $"{Where}: {exception.Message}");
        }

        return false;
    }
}
