using System.Collections.Immutable;
using System.Numerics;

namespace Sweep.Grains.Search;

/// <summary>
/// The hyperparameters of a search in the order of its file. Those with a condition form trees below the choices they depend on.
/// </summary>
public sealed class SearchSpace
{
    private readonly int[] _parents;
    private readonly double[][] _allowed;

    public SearchSpace(params ImmutableArray<Dimension> dimensions)
    {
        Dimensions = dimensions;
        _parents = [.. dimensions.Select(ParentOf)];
        _allowed = [.. dimensions.Select(AllowedOf)];
        if (dimensions.GroupBy(dimension => dimension.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new SherlockException($"The space has {twice.Key} twice.");
        }

        Count = Dimensions.All(dimension => dimension.Domain is DiscreteDomain)
            ? Enumerable.Range(0, Length).Where(index => _parents[index] < 0).Aggregate(BigInteger.One, (all, root) => all * CountOf(root))
            : null;
    }

    public ImmutableArray<Dimension> Dimensions { get; }

    public int Length => Dimensions.Length;

    /// <summary>How many cells there are; null if a hyperparameter is any number of a range.</summary>
    public BigInteger? Count { get; }

    public bool IsConditional => Dimensions.Any(dimension => dimension.When is not null);

    /// <summary>Whether a trial has the hyperparameter, given the coordinates before it.</summary>
    public bool IsActive(int index, ReadOnlySpan<double> point) => _parents[index] < 0 || _allowed[index].Contains(point[_parents[index]]);

    /// <summary>Moves a point to the coordinates of the cell in which it lies.</summary>
    public void Snap(Span<double> point)
    {
        for (var i = 0; i < Length; i++)
        {
            point[i] = IsActive(i, point) ? Dimensions[i].Domain.Snap(point[i]) : double.NaN;
        }
    }

    /// <summary>The cell in which a point lies.</summary>
    public Cell CellAt(ReadOnlySpan<double> point)
    {
        var snapped = point.ToArray();
        var values = new object?[Length];
        for (var i = 0; i < Length; i++)
        {
            values[i] = IsActive(i, snapped) ? Dimensions[i].Domain.ValueAt(point[i]) : null;
            snapped[i] = IsActive(i, snapped) ? Dimensions[i].Domain.CoordinateOf(values[i]) : double.NaN;
        }

        return new([.. values], snapped);
    }

    /// <summary>The cell of a trial's hyperparameters. What is not active is passed over.</summary>
    public Cell CellOf(params ReadOnlySpan<object?> values)
    {
        var point = new double[Length];
        var active = new object?[Length];
        for (var i = 0; i < Length; i++)
        {
            active[i] = IsActive(i, point) ? values[i] : null;
            if (IsActive(i, point) && !Dimensions[i].Domain.Contains(active[i]))
            {
                throw new SherlockException($"{Dimensions[i].Name}: {active[i] ?? "none"} is not in the search space.");
            }

            point[i] = IsActive(i, point) ? Dimensions[i].Domain.CoordinateOf(active[i]) : double.NaN;
        }

        return new([.. active], point);
    }

    /// <summary>
    /// Draws a cell. What a hyperparameter draws is a function of the search's seed, the trial's number and the hyperparameter's name, and
    /// depends on no other one. A repeated draw of the same trial is another one.
    /// </summary>
    public Cell Draw(int seed, int number, int repeat = 0)
    {
        var point = new double[Length];
        for (var i = 0; i < Length; i++)
        {
            var random = SearchRandom.For(seed, "search:" + Dimensions[i].Name, number);
            for (var draw = 0; draw <= repeat; draw++)
            {
                point[i] = random.NextDouble();
            }
        }

        return CellAt(point);
    }

    /// <summary>All cells of a space that has a <see cref="Count"/>.</summary>
    public IEnumerable<Cell> Cells() => From(0, new double[Length]).Select(point => CellAt(point));

    private IEnumerable<double[]> From(int index, double[] point)
    {
        if (index == Length)
        {
            return [point];
        }

        if (!IsActive(index, point))
        {
            point[index] = double.NaN;
            return From(index + 1, point);
        }

        return Levels((DiscreteDomain)Dimensions[index].Domain).SelectMany(coordinate =>
        {
            point[index] = coordinate;
            return From(index + 1, point);
        });
    }

    private static IEnumerable<double> Levels(DiscreteDomain domain)
    {
        for (var level = 0L; level < domain.Count; level++)
        {
            yield return domain.CenterOf(level);
        }
    }

    /// <summary>How many combinations a hyperparameter has together with those that depend on it.</summary>
    private BigInteger CountOf(int index)
    {
        var domain = (DiscreteDomain)Dimensions[index].Domain;
        int[] children = [.. Enumerable.Range(0, Length).Where(child => _parents[child] == index)];
        if (children.Length == 0)
        {
            return domain.Count;
        }

        // A range may have very many levels; only those that a condition names differ from the others.
        double[] named = [.. children.SelectMany(child => _allowed[child]).Distinct()];
        return named.Aggregate(new BigInteger(domain.Count - named.Length), (all, level) => all + children
            .Where(child => _allowed[child].Contains(level))
            .Aggregate(BigInteger.One, (product, child) => product * CountOf(child)));
    }

    private int ParentOf(Dimension dimension, int index)
    {
        if (dimension.When is null)
        {
            return -1;
        }

        var parent = Enumerable.Range(0, index).FirstOrDefault(before => Dimensions[before].Name == dimension.When.Name, -1);
        return parent >= 0 && Dimensions[parent].Domain is DiscreteDomain
            ? parent
            : throw new SherlockException(
                $"{dimension.Name} depends on {dimension.When.Name}, which is no choice further up in the space.");
    }

    private double[] AllowedOf(Dimension dimension, int index)
    {
        if (dimension.When is not { } condition)
        {
            return [];
        }

        var parent = Dimensions[_parents[index]].Domain;
        return [.. condition.Values.Select(value => parent.Contains(value)
            ? parent.CoordinateOf(value)
            : throw new SherlockException($"{dimension.Name} depends on {condition.Name}: {value}, which is not one of its values."))];
    }
}
