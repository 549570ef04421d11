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
    private readonly double[] _sums;                         // one for each kernel; every density writes them anew

    /// <param name="weights">The weight of each cell, and last the prior's.</param>
    public ParzenEstimator(SearchSpace space, IReadOnlyList<Cell> cells, IReadOnlyList<double> weights)
    {
        _space = space;
        var (centers, offsets) = (Columns(space.Length, cells.Count), Columns(space.Length, cells.Count));
        for (var row = 0; row < cells.Count; row++)
        {
            var narrow = NumberKernels.NarrowOffsetsOf(cells[row]);
            for (var i = 0; i < space.Length; i++)
            {
                (centers[i][row], offsets[i][row]) = (cells[row].Point[i], narrow[i]);
            }
        }

        _kernels = [.. space.Dimensions.Select((dimension, index) => Kernels.Of(dimension.Domain, centers[index], offsets[index]))];
        var sum = weights.Sum();
        _weights = [.. weights.Select(weight => weight / sum)];
        _logWeights = [.. _weights.Select(weight => Math.Log(Math.Max(weight, 1e-300)))];
        _sums = new double[_weights.Length];
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
        var sums = _sums.AsSpan();
        _logWeights.CopyTo(sums);
        for (var i = 0; i < _kernels.Length; i++)
        {
            if (!double.IsNaN(cell.Point[i]))
            {
                _kernels[i].AddLogDensities(cell.Point[i], sums);
            }
        }

        return Vectors.LogOfSum(sums);
    }

    private static double[][] Columns(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new double[length])];
}
