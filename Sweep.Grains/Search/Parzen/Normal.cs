using MathNet.Numerics;

namespace Sweep.Grains.Search.Parzen;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    private const double RootOfHalf = 0.70710678118654752440;
    private const double Smallest = 1e-300;

    /// <summary>The probability of a value below <paramref name="x"/>.</summary>
    public static double Below(double x) => 0.5 * SpecialFunctions.Erfc(-x * RootOfHalf);

    /// <summary>The probability of a value between two others. Both tails keep their digits.</summary>
    public static double Mass(double low, double high) =>
        Math.Max(low > 0 ? Below(-low) - Below(-high) : Below(high) - Below(low), Smallest);
}
