namespace Sweep.Grains.Search.Gaussian;

/// <summary>
/// The Matérn kernel with smoothness 5/2, as a function of r²: the sum of the squared distances of all hyperparameters, each times its
/// weight.
/// </summary>
internal static class Matern
{
    /// <summary>
    /// The squared distance from a configuration that does not have a hyperparameter to the middle of those that have it.
    /// </summary>
    private const double Absent = 0.75;

    /// <summary>The covariance of two points at r², and its derivative by r².</summary>
    public static (double Value, double Slope) At(double squaredDistance)
    {
        var q = Math.Sqrt(5 * squaredDistance);
        var e = Math.Exp(-q);
        return ((1 + q + q * q / 3) * e, -5.0 / 6 * (1 + q) * e);
    }

    /// <summary>The squared distance of two coordinates. All categories are equally far apart.</summary>
    public static double SquaredDistance(Domain domain, double left, double right) => (double.IsNaN(left), double.IsNaN(right)) switch
    {
        (true, true) => 0,
        (true, false) => Absent + FromMiddle(domain, right),
        (false, true) => Absent + FromMiddle(domain, left),
        _ when domain.IsCategory => left == right ? 0 : 1,
        _ => (left - right) * (left - right),
    };

    private static double FromMiddle(Domain domain, double coordinate) =>
        domain.IsCategory ? 0.25 : (coordinate - 0.5) * (coordinate - 0.5);
}
