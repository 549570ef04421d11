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
    /// <param name="narrowOffsets">What <see cref="NumberKernels.NarrowOffsetsOf"/> says of them.</param>
    public static Kernels Of(Domain domain, double[] centers, double[] narrowOffsets) => domain switch
    {
        { IsCategory: true } => LevelKernels.OfCategories((DiscreteDomain)domain, centers),
        // A level of many is much narrower than a kernel, so that its mass is its density.
        DiscreteDomain { Count: <= Levels } discrete => LevelKernels.OfNumbers(discrete, centers),
        _ => new NumberKernels(centers, narrowOffsets),
    };

    /// <summary>Draws a coordinate from one kernel.</summary>
    public abstract double Draw(int kernel, SearchRandom random);

    /// <summary>Adds each kernel's logarithmic density at a coordinate.</summary>
    public abstract void AddLogDensities(double coordinate, Span<double> sums);

    /// <summary>The centers and widths of numeric kernels, the prior's last: it spans the range.</summary>
    protected static (double[] Centers, double[] Widths) Place(double[] centers)
    {
        var known = Array.FindAll(centers, center => !double.IsNaN(center));
        var knownWidths = Bandwidths.Of(known, Narrowest);
        var (places, widths) = (new double[centers.Length + 1], new double[centers.Length + 1]);
        Array.Fill(places, 0.5);
        Array.Fill(widths, 1);
        for (var (i, k) = (0, 0); k < known.Length; i++)
        {
            if (!double.IsNaN(centers[i]))
            {
                (places[i], widths[i]) = (known[k], knownWidths[k]);
                k++;
            }
        }

        return (places, widths);
    }
}
