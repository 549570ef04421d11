using Sweep.Grains.Search.Parzen;

namespace Sweep.Grains.Search.Gaussian;

/// <summary>
/// The logarithm of the improvement that a normal distribution promises over the best value so far. The logarithm has a gradient even far
/// from everything good (Ament et al., "Unexpected improvements to expected improvement for Bayesian optimization", 2023).
/// </summary>
internal static class ExpectedImprovement
{
    private const double RootOfTwoPi = 2.50662827463100050242;
    private const double LogRootOfTwoPi = 0.91893853320467274178;

    // Below this z the improvement is the difference of two almost equal numbers, and a continued fraction is exact.
    private const double Tail = -3;
    private const int Terms = 60;

    public static double Log(double best, double mean, double variance)
    {
        var deviation = Math.Sqrt(variance);
        return LogOf((best - mean) / deviation).Value + Math.Log(deviation);
    }

    /// <summary>ln(φ(z) + z Φ(z)), and its derivative Φ(z) / (φ(z) + z Φ(z)).</summary>
    public static (double Value, double Slope) LogOf(double z)
    {
        if (z > Tail)
        {
            var below = Normal.Below(z);
            var improvement = Math.Exp(-0.5 * z * z) / RootOfTwoPi + z * below;
            return (Math.Log(improvement), below / improvement);
        }

        // Φ(−t) / φ(t) = 1 / (t + c), with c = 1 / (t + 2 / (t + 3 / …)).
        var (t, c) = (-z, 0.0);
        for (var term = Terms; term >= 1; term--)
        {
            c = term / (t + c);
        }

        return (-0.5 * z * z - LogRootOfTwoPi + Math.Log(c / (t + c)), 1 / c);
    }
}
