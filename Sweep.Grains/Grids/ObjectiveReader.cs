using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads the objective: a metric's name, or a mapping of metric and goal. If no goal is written, it is the metric's own, or to minimize.
/// </summary>
internal sealed class ObjectiveReader(TrainableSchema schema, Place file, GridErrors errors)
{
    private const string MetricKey = "metric";
    private const string GoalKey = "goal";
    private static readonly string[] _goals = ["minimize", "maximize"];

    private readonly string[] _metrics = [.. schema.Metrics.Select(metric => metric.Name)];

    /// <summary>The objective of the file; the trainable's usual one if it is wrong or not written.</summary>
    public Objective Read(GridNode? node)
    {
        switch (node)
        {
            case null when schema.Objective is null:
                errors.Add(file, $"found no key '{GridKeys.Objective}'; allowed: {GridKeys.Objective}: {Allowed}");
                return Usual("");
            case null:
                return schema.Objective;
            case GridMap map:
                return ReadMap(map);
            case GridScalar metric:
                return Usual(Metric(metric, "objective"));
            default:
                errors.Add(node.Place, $"objective: found {node.Found}; allowed: a metric's name, or {{ metric: NAME, goal: minimize }}");
                return Usual("");
        }
    }

    private string Allowed => _metrics.Length == 0 ? "a metric's name" : string.Join(", ", _metrics);

    private Objective ReadMap(GridMap map)
    {
        foreach (var entry in map.Entries.Where(entry => entry.Key is not (MetricKey or GoalKey)))
        {
            errors.Add(entry.Place, $"objective: found the key {Spelling.Quote(entry.Key)}; allowed: {MetricKey}, {GoalKey}"
                + Spelling.Hint(entry.Key, [MetricKey, GoalKey]));
        }

        if (map.Find(MetricKey) is not { } metric)
        {
            errors.Add(map.Place, $"objective: found no key '{MetricKey}'; allowed: {Allowed}");
            return Usual("");
        }

        var goal = map.Find(GoalKey) is { } entryOfGoal ? GridWord.Read(entryOfGoal.Value, "objective.goal", _goals, errors) : null;
        var usual = Usual(Metric(metric.Value, "objective.metric"));
        return goal is null ? usual : usual with { Goal = goal == "maximize" ? Goal.Maximize : Goal.Minimize };
    }

    /// <summary>A metric's name. A trainable that declares no metrics may report any.</summary>
    private string Metric(GridNode node, string where) =>
        _metrics.Length == 0 && node is GridScalar { Text: { Length: > 0 } name } ? name : GridWord.Read(node, where, _metrics, errors);

    /// <summary>The objective for a metric without a written goal.</summary>
    private Objective Usual(string metric) => new(metric, schema.Metric(metric)?.Goal ?? Goal.Minimize);
}
