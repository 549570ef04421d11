using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Grains.Search;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// Maps the cells that samplers propose to the hyperparameters of trials, and back. A trial that lacks a conditional hyperparameter has the
/// value that <paramref name="shared"/> gives, so that two equal cells are one combination.
/// </summary>
/// <param name="shared">The values that all trials share.</param>
public sealed class TrialSpace(TrainableSchema schema, Hyperparameters shared, ImmutableArray<SpaceAxis> axes)
{
    /// <summary>The space as samplers see it, in the order of the axes.</summary>
    /// <exception cref="SherlockException">An axis breaks a rule of its domain.</exception>
    public SearchSpace Space { get; } = new([.. axes.Select(axis => DimensionOf(schema, axis))]);

    /// <summary>The space of a sweep that searches.</summary>
    public static TrialSpace Of(SweepSpec spec) => new(spec.Schema, spec.Trial, spec.Search!.Space);

    /// <summary>The hyperparameters of the trials that train a cell.</summary>
    public Hyperparameters Of(Cell cell) => Active(cell).Aggregate(shared, (all, one) => all.With(one.Name, one.Value));

    /// <summary>The cell that a trial trains.</summary>
    /// <exception cref="SherlockException">A value is not in the space.</exception>
    public Cell CellOf(Hyperparameters hyperparameters) => Space.CellOf([.. axes.Select(axis => hyperparameters[axis.Name])]);

    /// <summary>The cell of values given by name in canonical text; what is left out has the shared value.</summary>
    /// <exception cref="SherlockException">A value is not in the space.</exception>
    public Cell CellOf(IReadOnlyDictionary<string, string> texts) =>
        CellOf(texts.Aggregate(shared, (all, one) => schema.With(all, one.Key, one.Value)));

    /// <summary>The hyperparameters that a cell has, with their values, in the order of the axes.</summary>
    public IEnumerable<(string Name, object? Value)> Active(Cell cell) =>
        from index in Enumerable.Range(0, axes.Length)
        where !double.IsNaN(cell.Point[index])
        select (axes[index].Name, cell.Values[index]);

    /// <summary>A cell as the JSON object of a decision.</summary>
    public string ToJson(Cell cell) => new JsonObject(
        Active(cell).Select(one => KeyValuePair.Create(one.Name, (JsonNode?)JsonValue.Create(one.Value)))).ToJsonString();

    /// <summary>The cell that a decision has as a JSON object.</summary>
    public Cell FromJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        var values = new object?[axes.Length];
        foreach (var (index, axis) in axes.Index())
        {
            if (document.RootElement.TryGetProperty(axis.Name, out var value))
            {
                values[index] = HyperparameterJson.StoredValue(schema.Get(axis.Name), value);
            }
        }

        return Space.CellOf(values);
    }

    private static Dimension DimensionOf(TrainableSchema schema, SpaceAxis axis)
    {
        var condition = axis.WhenName is { } name
            ? new Condition(name, [.. axis.WhenValues.Select(value => Read(schema, name, value))])
            : null;
        return new(axis.Name, DomainOf(schema, axis), condition);
    }

    internal static Domain DomainOf(TrainableSchema schema, SpaceAxis axis)
    {
        if (!axis.Values.IsEmpty) { return new ListDomain([.. axis.Values.Select(value => Read(schema, axis.Name, value))]); }
        return (Read(schema, axis.Name, axis.From!), Read(schema, axis.Name, axis.To!), axis.Step) switch
        {
            (long from, long to, null) => new WholeNumberDomain(from, to, IsLog: axis.IsLog),
            (long from, long to, { } step) => new WholeNumberDomain(from, to, long.Parse(step, CultureInfo.InvariantCulture), axis.IsLog),
            (double, double, { } step) => new SteppedDomain(Decimal(axis.From!), Decimal(axis.To!), Decimal(step)),
            (double from, double to, _) => new NumberDomain(from, to, axis.IsLog, IsRounded: true),
            _ => throw new SherlockException($"{axis.Name}: found a range; allowed: a list, because its values are no numbers"),
        };
    }

    private static decimal Decimal(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    internal static object? Read(TrainableSchema schema, string name, string text)
    {
        var definition = schema.Get(name);
        return definition.TryRead(text, out var value)
            ? value
            : throw new SherlockException($"{name}: {definition.Problem(Spelling.Quote(text), text)}");
    }
}
