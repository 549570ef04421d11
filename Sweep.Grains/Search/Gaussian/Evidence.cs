namespace Sweep.Grains.Search.Gaussian;

/// <summary>
/// How badly the parameters of a Gaussian process explain its observations: the negative logarithm of their posterior density, up to a
/// constant, and its gradient (Rasmussen and Williams, "Gaussian processes for machine learning", 2006, 5.9).
/// </summary>
internal sealed class Evidence
{
    private const double Impossible = 1e10;

    private readonly Observations _observations;
    private readonly double[] _target;
    private readonly Triangle[] _distances;
    private readonly int _size;
    private readonly Triangle _covariance;
    private readonly Triangle _factor;
    private readonly Triangle _slopes;

    public Evidence(Observations observations, double[] target)
    {
        (_observations, _target, _size) = (observations, target, target.Length);
        _distances = observations.Distances();
        (_covariance, _factor, _slopes) = (new(_size), new(_size), new(_size));
    }

    private int Dimensions => _distances.Length;

    /// <summary>The value at parameters as <see cref="KernelWeights"/> has them.</summary>
    public double At(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        gradient.Clear();
        var noise = KernelWeights.NoiseOf(parameters, Dimensions);
        SetCovariance(parameters, noise);
        if (!_factor.TryFactor())
        {
            return Impossible;
        }

        var inverse = _factor.Inverse();
        var whitened = inverse.Times(_target);
        var value = 0.5 * Vectors.Dot(whitened, whitened);
        for (var i = 0; i < _size; i++)
        {
            value += Math.Log(_factor.Row(i)[i]);
        }

        AddFitGradient(gradient, parameters, inverse.Square(), inverse.TransposeTimes(whitened), noise);
        return value + AddPriors(parameters, gradient, noise);
    }

    private void SetCovariance(ReadOnlySpan<double> parameters, double noise)
    {
        var variance = KernelWeights.VarianceOf(parameters[Dimensions]);
        Span<double> squares = new double[_size];
        for (var i = 0; i < _size; i++)
        {
            var row = squares[..(i + 1)];
            row.Clear();
            for (var j = 0; j < Dimensions; j++)
            {
                Vectors.AddScaled(row, KernelWeights.WeightOf(parameters[j]), _distances[j].Row(i));
            }

            var covariance = _covariance.Row(i);
            var slopes = _slopes.Row(i);
            for (var k = 0; k <= i; k++)
            {
                var (at, slope) = Matern.At(row[k]);
                (covariance[k], slopes[k]) = (variance * at, variance * slope);
            }

            covariance.CopyTo(_factor.Row(i));
            _factor.Row(i)[i] += noise + _observations.Variances[i];
        }
    }

    /// <summary>Half the sum over all pairs of (K⁻¹ − α αᵀ) · ∂K; a pair below the diagonal counts twice.</summary>
    private void AddFitGradient(Span<double> gradient, ReadOnlySpan<double> parameters, Triangle inverse, double[] alpha, double noise)
    {
        for (var i = 0; i < _size; i++)
        {
            var row = inverse.Row(i);
            var covariance = _covariance.Row(i);
            var slopes = _slopes.Row(i);
            Vectors.AddScaled(row, -alpha[i], alpha.AsSpan(0, i + 1));
            gradient[Dimensions] += Vectors.Dot(row, covariance) - 0.5 * row[i] * covariance[i];
            if (gradient.Length > Dimensions + 1)
            {
                gradient[Dimensions + 1] += 0.5 * row[i] * (noise - KernelWeights.NoNoise);
            }

            for (var k = 0; k < i; k++)
            {
                row[k] *= slopes[k];
            }

            for (var j = 0; j < Dimensions; j++)
            {
                gradient[j] += KernelWeights.WeightOf(parameters[j]) * Vectors.Dot(row[..i], _distances[j].Row(i)[..i]);
            }
        }
    }

    /// <summary>
    /// Weights are between much less and much more than 1 (as Optuna has it), the variance has a gamma distribution, and little noise is
    /// more probable than much.
    /// </summary>
    private double AddPriors(ReadOnlySpan<double> parameters, Span<double> gradient, double noise)
    {
        var value = 0.0;
        for (var j = 0; j < Dimensions; j++)
        {
            var weight = KernelWeights.WeightOf(parameters[j]);
            value += 0.1 / weight + 0.1 * weight;
            gradient[j] += -0.1 / weight + 0.1 * weight;
        }

        var variance = KernelWeights.VarianceOf(parameters[Dimensions]);
        value += variance - Math.Log(variance);
        gradient[Dimensions] += variance - 1;
        if (gradient.Length > Dimensions + 1)
        {
            value += 30 * noise - 0.1 * Math.Log(noise);
            gradient[Dimensions + 1] += (30 - 0.1 / noise) * (noise - KernelWeights.NoNoise);
        }

        return value;
    }
}
