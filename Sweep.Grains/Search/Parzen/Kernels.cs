namespace Sweep.Grains.Search.Parzen;

/// <summary>
/// The kernels of one hyperparameter: one for each observation, and the prior, which comes last. The kernel of an observation that does not
/// have the hyperparameter is the prior, too.
/// </summary>
internal abstract class Kernels
{
    /// <summary>The narrowest kernel, as a share of the range. Narrower ones find less in tables and in noisy results.</summary>
    public const double Narrowest = 0.1;

    private const int Levels = 32;

    /// <param name="centers">The coordinates of the observations; NaN for one that does not have the hyperparameter.</param>
    public static Kernels Of(Domain domain, double[] centers) => domain switch
    {
        { IsCategory: true } => LevelKernels.OfCategories((DiscreteDomain)domain, centers),
        // A level of many is much narrower than a kernel, so that its mass is its density.
        DiscreteDomain { Count: <= Levels } discrete => LevelKernels.OfNumbers(discrete, centers),
        _ => new NumberKernels(centers),
    };

    /// <summary>Draws a coordinate from one kernel.</summary>
    public abstract double Draw(int kernel, SearchRandom random);

    /// <summary>Adds each kernel's logarithmic density at a coordinate.</summary>
    public abstract void AddLogDensities(double coordinate, Span<double> sums);

    /// <summary>The centers and widths of numeric kernels, the prior's last: it spans the range.</summary>
    protected static (double[] Centers, double[] Widths) Place(double[] centers)
    {
        double[] known = [.. centers.Where(center => !double.IsNaN(center))];
        var widths = new Queue<double>(Bandwidths.Of(known, Narrowest));
        return ([.. centers.Select(center => double.IsNaN(center) ? 0.5 : center), 0.5],
            [.. centers.Select(center => double.IsNaN(center) ? 1 : widths.Dequeue()), 1]);
    }
}
