using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads the values of hyperparameters.</summary>
internal sealed class ValueReader(TrainableSchema schema, GridErrors errors)
{
    /// <summary>A value's canonical text, or null if it is wrong.</summary>
    /// <param name="where">Names the value in errors.</param>
    public string? Read(GridNode node, string name, string where)
    {
        var field = schema.Find(name)!;
        var scalar = node as GridScalar;
        if (scalar is null
            || (scalar.IsQuoted && !field.IsWord)
            || !field.TryRead(scalar.Text, out var value)
            || !field.IsComputable(value))
        {
            errors.Add(node.Place, $"{where}: {field.Problem(node.Found, scalar?.Text ?? "")}");
            return null;
        }

        return HyperparameterText.Write(value);
    }

    /// <summary>The values of a list in canonical text, in the file's order. Repeated ones are errors.</summary>
    public string[] ReadList(GridList list, string name, string where)
    {
        var values = new OrderedDictionary<string, Place>();
        foreach (var item in list.Items)
        {
            if (Read(item, name, where) is { } text && !values.TryAdd(text, item.Place))
            {
                errors.Add(item.Place, $"{where}: found {item.Found}, which is {text} a second time; allowed: every value once");
            }
        }

        return [.. values.Keys];
    }
}
