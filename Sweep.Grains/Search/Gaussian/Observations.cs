namespace Sweep.Grains.Search.Gaussian;

/// <summary>What a Gaussian process learns from: points of a search space, with the extra variance that each value has.</summary>
internal sealed class Observations
{
    private readonly double[][] _coordinates;                // [hyperparameter][observation]
    private readonly bool[] _arePlain;

    /// <param name="variances">In units of the target's variance.</param>
    public Observations(SearchSpace space, IReadOnlyList<Cell> cells, IReadOnlyList<double> variances)
    {
        (Space, Cells, Variances) = (space, cells, variances);
        _coordinates = [.. space.Dimensions.Select((_, index) => cells.Select(cell => cell.Point[index]).ToArray())];
        _arePlain = [.. space.Dimensions.Select((dimension, index) =>
            !dimension.Domain.IsCategory && !_coordinates[index].Any(double.IsNaN))];
    }

    public SearchSpace Space { get; }

    public IReadOnlyList<Cell> Cells { get; }

    public IReadOnlyList<double> Variances { get; }

    public ReadOnlySpan<double> Coordinates(int dimension) => _coordinates[dimension];

    /// <summary>
    /// Adds the squared distances, times a weight, from one coordinate of a hyperparameter to those of the first observations, as many as
    /// there are sums.
    /// </summary>
    public void AddDistances(int dimension, double coordinate, double weight, Span<double> sums)
    {
        var others = _coordinates[dimension];
        if (_arePlain[dimension] && !double.IsNaN(coordinate))
        {
            Vectors.AddSquares(sums, coordinate, others, weight);
            return;
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += weight * Matern.SquaredDistance(Space.Dimensions[dimension].Domain, coordinate, others[i]);
        }
    }

    /// <summary>The squared distances of all pairs, by hyperparameter.</summary>
    public Triangle[] Distances() => [.. Enumerable.Range(0, Space.Length).Select(DistancesOf)];

    public Observations With(Cell cell) => new(Space, [.. Cells, cell], [.. Variances, 0]);

    private Triangle DistancesOf(int dimension)
    {
        var distances = new Triangle(Cells.Count);
        for (var i = 0; i < Cells.Count; i++)
        {
            AddDistances(dimension, _coordinates[dimension][i], 1, distances.Row(i));
        }

        return distances;
    }
}
