using System.Runtime.CompilerServices;

namespace Sweep.Grains.Search.Parzen;

/// <summary>Normal distributions that are cut off at the ends of [0, 1].</summary>
internal sealed class NumberKernels : Kernels
{
    // With many trials nearly all kernels are the narrowest, and their offsets are the same for each proposal.
    private static readonly ConditionalWeakTable<Cell, double[]> _narrowOffsets = [];

    private readonly double[] _centers;
    private readonly double[] _widths;
    private readonly double[] _inverseWidths;

    // −ln(width · mass within [0, 1]); the factor √2π is the same for all kernels.
    private readonly double[] _offsets;

    /// <param name="narrowOffsets">What <see cref="NarrowOffsetsOf"/> says of each center; null if it is not known.</param>
    public NumberKernels(double[] centers, double[]? narrowOffsets = null)
    {
        (_centers, _widths) = Place(centers);
        (_inverseWidths, _offsets) = (new double[_widths.Length], new double[_widths.Length]);
        for (var i = 0; i < _widths.Length; i++)
        {
            _inverseWidths[i] = 1 / _widths[i];
            _offsets[i] = _widths[i] == Narrowest && narrowOffsets is not null ? narrowOffsets[i] : OffsetOf(_centers[i], _widths[i]);
        }
    }

    public IReadOnlyList<double> Centers => _centers;

    public IReadOnlyList<double> Widths => _widths;

    /// <summary>The offsets of the narrowest kernels at a cell's coordinates.</summary>
    public static double[] NarrowOffsetsOf(Cell cell) => _narrowOffsets.GetValue(
        cell, static one => Array.ConvertAll(one.Point.ToArray(), center => OffsetOf(center, Narrowest)));

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

    private static double OffsetOf(double center, double width) => -Math.Log(width * MassWithin(center, width));

    private static double MassWithin(double center, double width) => 1 - Tail(center / width) - Tail((1 - center) / width);

    /// <summary>
    /// The mass beyond an end of the range. Beyond six standard deviations it is a billionth, and would take most of the time.
    /// </summary>
    private static double Tail(double deviations) => deviations > 6 ? 0 : Normal.Below(-deviations);
}
