using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Sweep.Client.Claims;

/// <summary>The interval in which the mean over seeds lies.</summary>
/// <param name="Count">Number of seeds.</param>
/// <param name="Mean">Mean over the seeds (geometric for a ratio); NaN without seeds.</param>
/// <param name="Spread">Sample standard deviation (of the logarithms for a ratio); null if there is one seed or a value is
/// infinite.</param>
/// <param name="Low">Lower end of the 95% interval of the mean by Student's t; if the spread is null, the lowest value.</param>
/// <param name="High">Upper end of that interval; if the spread is null, the highest value.</param>
internal sealed record SeedInterval(int Count, double Mean, double? Spread, double Low, double High)
{
    private const double Upper = 0.975;

    /// <param name="isRatio">Whether the values are ratios, whose logarithms spread evenly; they must be above 0.</param>
    public static SeedInterval Of(IReadOnlyList<double> values, bool isRatio)
    {
        if (values.Count == 0) { return new(0, double.NaN, null, double.NaN, double.NaN); }
        if (isRatio) { return Of([.. values.Select(value => Math.Log(value))], isRatio: false).Exponential(); }
        var mean = values.Average();
        if (values.Count == 1 || !values.All(double.IsFinite)) { return new(values.Count, mean, null, values.Min(), values.Max()); }
        var spread = values.StandardDeviation();
        var half = StudentT.InvCDF(location: 0, scale: 1, freedom: values.Count - 1, p: Upper) * spread / Math.Sqrt(values.Count);
        return new(values.Count, mean, spread, mean - half, mean + half);
    }

    private SeedInterval Exponential() => this with { Mean = Math.Exp(Mean), Low = Math.Exp(Low), High = Math.Exp(High) };
}
