namespace Sweep.Grains.Search.Parzen;

/// <summary>Normal distributions that are cut off at the ends of [0, 1].</summary>
internal sealed class NumberKernels : Kernels
{
    private readonly double[] _centers;
    private readonly double[] _widths;
    private readonly double[] _inverseWidths;

    // −ln(width · mass within [0, 1]); the factor √2π is the same for all kernels.
    private readonly double[] _offsets;

    public NumberKernels(double[] centers)
    {
        (_centers, _widths) = Place(centers);
        _inverseWidths = [.. _widths.Select(width => 1 / width)];
        _offsets = [.. _centers.Zip(_widths, (center, width) => -Math.Log(width * MassWithin(center, width)))];
    }

    public IReadOnlyList<double> Centers => _centers;

    public IReadOnlyList<double> Widths => _widths;

    public override double Draw(int kernel, SearchRandom random)
    {
        while (true)
        {
            // At least a third of the mass lies in the range, because no kernel is wider than it.
            var draw = _centers[kernel] + _widths[kernel] * random.NextNormal();
            if (draw is >= 0 and <= 1)
            {
                return draw;
            }
        }
    }

    public override void AddLogDensities(double coordinate, Span<double> sums) =>
        Vectors.AddNormals(sums, coordinate, _centers, _inverseWidths, _offsets);

    private static double MassWithin(double center, double width) => 1 - Tail(center / width) - Tail((1 - center) / width);

    /// <summary>
    /// The mass beyond an end of the range. Beyond six standard deviations it is a billionth, and would take most of the time.
    /// </summary>
    private static double Tail(double deviations) => deviations > 6 ? 0 : Normal.Below(-deviations);
}
