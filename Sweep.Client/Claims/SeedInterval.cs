using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Sweep.Client.Claims;

/// <summary>Where the mean over seeds lies.</summary>
/// <param name="Count">Seeds.</param>
/// <param name="Mean">Over the seeds, of a ratio the geometric one; NaN for none.</param>
/// <param name="Spread">The sample's standard deviation; null where there is none: one seed, or infinite values. Of a ratio, that of its logarithm.</param>
/// <param name="Low">The lower end: of the 95% interval of the mean by Student's t, or where there is no spread the least value.</param>
/// <param name="High">The upper end likewise.</param>
internal sealed record SeedInterval(int Count, double Mean, double? Spread, double Low, double High)
{
    private const double Upper = 0.975;

    /// <param name="isRatio">Whether it is the logarithms that spread evenly; the values are then above 0.</param>
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
