namespace Sweep.Grains.Search.Gaussian;

/// <summary>
/// The values that a Gaussian process models: standardized, and perhaps first the logarithm of their distance to the best one, because a
/// few very bad values would hide how the good ones differ.
/// </summary>
internal sealed class Target
{
    private const double Smallest = 1e-12;

    private Target(double[] values, bool isLog, double logSlope) => (Values, IsLog, LogSlope) = (values, isLog, logSlope);

    public IReadOnlyList<double> Values { get; }

    public bool IsLog { get; }

    /// <summary>
    /// The sum of the logarithms of the slope by which a value becomes a target. Without it the evidences of two targets cannot be
    /// compared.
    /// </summary>
    public double LogSlope { get; }

    public static Target Of(IReadOnlyList<double> values, bool isLog)
    {
        // The range is 1, so that it does not matter how large the values are.
        var (least, range) = (values.Min(), Math.Max(values.Max() - values.Min(), double.Epsilon));
        double[] shares = [.. values.Select(value => (value - least) / range)];
        if (!isLog)
        {
            var (plain, width) = Standardize(shares);
            return new(plain, isLog, -shares.Length * Math.Log(width));
        }

        var median = Math.Max(shares.Order().ElementAt(shares.Length / 2), Smallest);
        var (logs, deviation) = Standardize([.. shares.Select(share => Math.Log(1 + 3 * share / median))]);
        return new(logs, isLog, shares.Sum(share => Math.Log(3 / median / (1 + 3 * share / median) / deviation)));
    }

    private static (double[] Values, double Deviation) Standardize(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean))) + Smallest;
        return ([.. values.Select(value => (value - mean) / deviation)], deviation);
    }
}
