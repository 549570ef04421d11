namespace Sweep.Grains.Search.Gaussian;

/// <summary>The posterior of a Gaussian process: what it expects at a point, and how unsure it is.</summary>
internal sealed class GaussianProcess
{
    private const double LeastVariance = 1e-10;
    private const int Tries = 12;

    private readonly Observations _observations;
    private readonly double[] _target;
    private readonly double[] _parameters;
    private readonly double[] _weights;
    private readonly double _variance;
    private readonly Triangle _inverse;                      // of the Cholesky factor
    private readonly double[] _alpha;                        // K⁻¹ z

    /// <param name="parameters">As <see cref="KernelWeights"/> has them.</param>
    public GaussianProcess(Observations observations, IEnumerable<double> target, double[] parameters)
    {
        (_observations, _target, _parameters) = (observations, [.. target], parameters);
        _weights = [.. parameters.Take(observations.Space.Length).Select(KernelWeights.WeightOf)];
        _variance = KernelWeights.VarianceOf(parameters[_weights.Length]);
        _inverse = Factor().Inverse();
        _alpha = _inverse.TransposeTimes(_inverse.Times(_target));
    }

    public IReadOnlyList<double> Weights => _weights;

    /// <summary>The variance that a result has, even if its combination is repeated.</summary>
    public double Noise => KernelWeights.NoiseOf(_parameters, _weights.Length);

    /// <summary>The process that also believes its own mean at the points of trials that have no result yet.</summary>
    public GaussianProcess Believing(IEnumerable<Cell> running)
    {
        var (observations, target) = (_observations, _target.ToList());
        foreach (var cell in running)
        {
            observations = observations.With(cell);
            target.Add(At(cell.Point).Mean);
        }

        return observations == _observations ? this : new(observations, target, _parameters);
    }

    public (double Mean, double Variance) At(ReadOnlySpan<double> point)
    {
        var covariances = Covariances(point, default);
        var whitened = _inverse.Times(covariances);
        return (Vectors.Dot(covariances, _alpha), Math.Max(_variance - Vectors.Dot(whitened, whitened), LeastVariance));
    }

    /// <summary>The posterior at a point, and its gradient by the coordinates of numbers. That of a category is 0.</summary>
    public (double Mean, double Variance) At(ReadOnlySpan<double> point, Span<double> meanGradient, Span<double> varianceGradient)
    {
        Span<double> slopes = new double[_target.Length];
        var covariances = Covariances(point, slopes);
        var whitened = _inverse.Times(covariances);
        var solved = _inverse.TransposeTimes(whitened);
        for (var j = 0; j < _weights.Length; j++)
        {
            var (mean, variance) = (0.0, 0.0);
            var others = _observations.Coordinates(j);
            for (var i = 0; i < others.Length && !_observations.Space.Dimensions[j].Domain.IsCategory; i++)
            {
                var change = 2 * slopes[i] * _weights[j] * (point[j] - (double.IsNaN(others[i]) ? 0.5 : others[i]));
                mean += _alpha[i] * change;
                variance -= 2 * solved[i] * change;
            }

            (meanGradient[j], varianceGradient[j]) = (mean, variance);
        }

        return (Vectors.Dot(covariances, _alpha), Math.Max(_variance - Vectors.Dot(whitened, whitened), LeastVariance));
    }

    private double[] Covariances(ReadOnlySpan<double> point, Span<double> slopes, int count = int.MaxValue)
    {
        var covariances = new double[Math.Min(count, _target.Length)];
        for (var j = 0; j < _weights.Length; j++)
        {
            _observations.AddDistances(j, point[j], _weights[j], covariances);
        }

        for (var i = 0; i < covariances.Length; i++)
        {
            var (value, slope) = Matern.At(covariances[i]);
            covariances[i] = _variance * value;
            if (slopes.Length > 0)
            {
                slopes[i] = _variance * slope;
            }
        }

        return covariances;
    }

    /// <summary>The Cholesky factor of the covariances. If they are not regular in floating point, they get ten times the noise.</summary>
    private Triangle Factor()
    {
        var noise = Noise;
        for (var attempt = 0; attempt < Tries; attempt++, noise *= 10)
        {
            var factor = new Triangle(_target.Length);
            for (var i = 0; i < _target.Length; i++)
            {
                Covariances(_observations.Cells[i].Point, default, i + 1).CopyTo(factor.Row(i));
                factor.Row(i)[i] += noise + _observations.Variances[i];
            }

            if (factor.TryFactor())
            {
                return factor;
            }
        }

        throw new InvalidOperationException("The covariances of a Gaussian process are not finite.");
    }
}
