using System.Collections.Immutable;

namespace Sweep.Grains.Sweeps;

/// <summary>
/// One point of the search space: all settings of one trial except its seed, in the order of the trainable's <see cref="TrainableSchema"/>.
/// A value is a long, a double, a string, a bool, or null.
/// </summary>
[GenerateSerializer, Immutable, Alias("sweep.hyperparameter-values")]
public sealed class Hyperparameters : IEquatable<Hyperparameters>
{
    [Id(0)]
    private readonly ImmutableArray<string> _names;

    [Id(1)]
    private readonly ImmutableArray<object?> _values;

    /// <param name="names">Distinct names.</param>
    /// <param name="values">Their values, in the same order.</param>
    internal Hyperparameters(ImmutableArray<string> names, ImmutableArray<object?> values) => (_names, _values) = (names, values);

    /// <summary>All names, in the schema's order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>One value.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name.</exception>
    public object? this[string name] => _values[IndexOf(name)];

    /// <summary>The canonical text of one value: <c>64</c>, <c>0.05</c>, <c>lstm</c>, <c>none</c>.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name.</exception>
    public string Text(string name) => HyperparameterText.Write(this[name]);

    /// <summary>A copy with another value, which must be one that the schema allows.</summary>
    /// <exception cref="SherlockException">No hyperparameter has this name.</exception>
    public Hyperparameters With(string name, object? value) => new(_names, _values.SetItem(IndexOf(name), value));

    /// <summary>The values as a JSON object: words as strings, numbers as numbers, none as null.</summary>
    public string ToJson() => HyperparameterJson.Write(this);

    /// <summary>A copy with some other values.</summary>
    /// <exception cref="SherlockException">No hyperparameter has one of the names.</exception>
    internal Hyperparameters With(IEnumerable<(string Name, object? Value)> values)
    {
        var copy = _values.ToBuilder();
        foreach (var (name, value) in values) { copy[IndexOf(name)] = value; }
        return new(_names, copy.DrainToImmutable());
    }

    /// <summary>A copy with other values, in the same order.</summary>
    internal Hyperparameters With(ImmutableArray<object?> values) => new(_names, values);

    public bool Equals(Hyperparameters? other) =>
        other is not null && _names.SequenceEqual(other._names) && _values.SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as Hyperparameters);

    public override int GetHashCode() => _values.Aggregate(0, HashCode.Combine);

    public override string ToString() => string.Join(", ", Names.Select(name => $"{name} {Text(name)}"));

    private int IndexOf(string name) => _names.IndexOf(name) is var index and >= 0
        ? index
        : throw new SherlockException($"hyperparameters: {HyperparameterText.UnknownName(name, Names)}");
}
