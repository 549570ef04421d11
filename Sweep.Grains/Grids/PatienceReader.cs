using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads <c>patience</c>: a number of units of the resource, such as <c>5 epochs</c>. The unit may be left out.</summary>
/// <param name="root">The whole file.</param>
internal sealed class PatienceReader(GridMap root, TrainableSchema schema, Objective objective, GridErrors errors)
{
    /// <returns>The number; null if the file has none, or if it is wrong.</returns>
    public long? Read()
    {
        if (root.Find(GridKeys.Patience)?.Value is not { } node) { return null; }
        RefuseLateObjective(node);
        if (node is GridScalar scalar && NumberOf(scalar.Text) is { } number) { return number; }
        var many = schema.Resource.Count(5);
        errors.Add(
            node.Place,
            $"{GridKeys.Patience}: found {node.Found}; allowed: a whole number of {many[2..]} from 1, such as {GridKeys.Patience}: {many}");
        return null;
    }

    private long? NumberOf(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (one, many) = (schema.Resource.Name, schema.Resource.Count(5)[2..]);
        var hasUnit = parts is [_] || (parts is [_, var unit] && (unit == one || unit == many || unit == schema.Resource.Plural));
        return hasUnit && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number
            : null;
    }

    /// <summary>Refuses an objective whose only value is the last: nothing could end before it.</summary>
    private void RefuseLateObjective(GridNode node)
    {
        if (schema.Metric(objective.Metric) is not { IsAtEnd: true }) { return; }
        var others = schema.Metrics.Where(metric => !metric.IsAtEnd).Select(metric => metric.Name);
        errors.Add(
            root.Find(GridKeys.Objective)?.Value.Place ?? node.Place,
            $"objective: found {objective.Metric} with {GridKeys.Patience}, and trials report it only at their end; "
                + $"allowed: {string.Join(", ", others)}, or no {GridKeys.Patience}");
    }
}
