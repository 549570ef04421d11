namespace Sweep.Grains.Search.Parzen;

/// <summary>
/// A density over a search space: a mixture of one product of kernels for each observed cell, and of a prior over the whole space. A
/// hyperparameter that is not active at a point has no part in the density there.
/// </summary>
internal sealed class ParzenEstimator
{
    private readonly SearchSpace _space;
    private readonly Kernels[] _kernels;
    private readonly double[] _weights;
    private readonly double[] _logWeights;

    /// <param name="weights">The weight of each cell, and last the prior's.</param>
    public ParzenEstimator(SearchSpace space, IReadOnlyList<Cell> cells, IReadOnlyList<double> weights)
    {
        _space = space;
        _kernels =
        [
            .. space.Dimensions.Select((dimension, index) => Kernels.Of(dimension.Domain, [.. cells.Select(cell => cell.Point[index])])),
        ];
        var sum = weights.Sum();
        _weights = [.. weights.Select(weight => weight / sum)];
        _logWeights = [.. _weights.Select(weight => Math.Log(Math.Max(weight, 1e-300)))];
    }

    public Cell Draw(SearchRandom random)
    {
        var (kernel, rest) = (0, random.NextDouble());
        for (; kernel < _weights.Length - 1 && rest >= _weights[kernel]; kernel++)
        {
            rest -= _weights[kernel];
        }

        var point = new double[_space.Length];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = _kernels[i].Draw(kernel, random);
        }

        return _space.CellAt(point);
    }

    /// <summary>The logarithm of the density at a cell.</summary>
    public double LogDensity(Cell cell)
    {
        Span<double> sums = _logWeights.ToArray();
        for (var i = 0; i < _kernels.Length; i++)
        {
            if (!double.IsNaN(cell.Point[i]))
            {
                _kernels[i].AddLogDensities(cell.Point[i], sums);
            }
        }

        return Vectors.LogOfSum(sums);
    }
}
