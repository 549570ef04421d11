using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads the metrics that a file declares for a trainable: each one is a direction, or a mapping such as
/// <c>{ goal: minimize, description: Mean loss of a word., shown: false }</c>.
/// </summary>
internal sealed class MetricReader(GridErrors errors)
{
    private const string Section = "metrics";
    private const string GoalKey = "goal";
    private const string DescriptionKey = "description";
    private const string ShownKey = "shown";
    private const string AtEndKey = "at_end";
    private static readonly string[] _keys = [GoalKey, DescriptionKey, ShownKey, AtEndKey];
    private static readonly string[] _goals = ["minimize", "maximize", "none"];

    public ImmutableArray<MetricDefinition> Read(GridNode node)
    {
        if (node is GridMap { Entries.Count: > 0 } map) { return [.. map.Entries.Select(Read)]; }
        errors.Add(node.Place, $"{Section}: found {node.Found}; allowed: a mapping of names to goals, such as loss: minimize");
        return [];
    }

    private MetricDefinition Read(GridEntry entry)
    {
        if (!SchemaNames.IsMetric(entry.Key))
        {
            errors.Add(entry.Place, $"{Section}: found the key {Spelling.Quote(entry.Key)}; allowed: {SchemaNames.MetricRule}");
        }

        var metric = new MetricDefinition(entry.Key) { IsShown = true, Column = entry.Key };
        return entry.Value is GridMap map
            ? Described(map, metric)
            : metric with { Goal = Goal(entry.Value, $"{Section}.{entry.Key}") };
    }

    private MetricDefinition Described(GridMap map, MetricDefinition metric)
    {
        var where = $"{Section}.{metric.Name}";
        foreach (var other in map.Entries.Where(entry => !_keys.Contains(entry.Key)))
        {
            errors.Add(
                other.Place,
                $"{where}: found the key {Spelling.Quote(other.Key)}; allowed: {string.Join(", ", _keys)}"
                    + Spelling.Hint(other.Key, _keys));
        }

        if (map.Find(DescriptionKey)?.Value is { } node and not GridScalar { Text.Length: > 0 })
        {
            errors.Add(node.Place, $"{where}.{DescriptionKey}: found {node.Found}; allowed: one sentence");
        }

        var isShown = GridWord.Flag(map.Find(ShownKey)?.Value, $"{where}.{ShownKey}", usual: true, errors);
        return metric with
        {
            Goal = map.Find(GoalKey)?.Value is { } goal ? Goal(goal, $"{where}.{GoalKey}") : null,
            Description = (map.Find(DescriptionKey)?.Value as GridScalar)?.Text,
            IsShown = isShown,
            Column = isShown ? metric.Column : null,
            IsAtEnd = GridWord.Flag(map.Find(AtEndKey)?.Value, $"{where}.{AtEndKey}", usual: false, errors),
        };
    }

    private Goal? Goal(GridNode node, string where) => GridWord.Read(node, where, _goals, errors) switch
    {
        "minimize" => Sweeps.Goal.Minimize,
        "maximize" => Sweeps.Goal.Maximize,
        _ => null,
    };
}
