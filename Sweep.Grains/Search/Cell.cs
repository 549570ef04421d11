using System.Collections.Immutable;

namespace Sweep.Grains.Search;

/// <summary>
/// One configuration of a search space. Two cells are equal if their trials would have the same hyperparameters. Only a
/// <see cref="SearchSpace"/> creates cells.
/// </summary>
public sealed class Cell : IEquatable<Cell>
{
    private readonly double[] _point;
    private readonly int _hash;

    internal Cell(ImmutableArray<object?> values, double[] point)
    {
        (Values, _point) = (values, point);
        var hash = new HashCode();
        foreach (var value in values)
        {
            hash.Add(value);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The values in the space's order; null for a hyperparameter that is not active.</summary>
    public ImmutableArray<object?> Values { get; }

    /// <summary>The coordinates of the values; NaN for a hyperparameter that is not active.</summary>
    public ReadOnlySpan<double> Point => _point;

    public bool Equals(Cell? other) => other is not null && _hash == other._hash && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as Cell);

    public override int GetHashCode() => _hash;
}
