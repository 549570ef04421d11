using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Model.Matrices;

/// <summary>
/// Packs a right factor for <see cref="MatrixProduct"/>: cut into panels of three vectors' width, row by row, one panel after the other. So
/// a tile reads memory in one line, whatever the factor's own layout. The last panel may be one or two vectors wide; what its last vector
/// has beyond the factor is zero.
/// </summary>
internal static unsafe class Panels
{
    /// <summary>The most vectors in the row of a panel.</summary>
    public const int MostVectors = 3;

    // A square of as many rows is transposed in registers.
    private const int Square = 4;

    /// <summary>How many numbers a vector has.</summary>
    public static int Lanes => Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;

    /// <summary>The width of the next panel, if so many columns are left.</summary>
    public static int Width(int columns) => Math.Min(MostVectors, (columns + Lanes - 1) / Lanes) * Lanes;

    /// <summary>How many numbers all panels of a factor have.</summary>
    public static long Size(int rows, int columns) => (long)rows * ((columns + Lanes - 1) / Lanes * Lanes);

    /// <summary>Writes the panels of a factor.</summary>
    public static void Pack(in Matrix factor, float* panels)
    {
        for (var column = 0; column < factor.Columns;)
        {
            var width = Width(factor.Columns - column);
            var columns = Math.Min(width, factor.Columns - column);
            var part = factor.Part(0, factor.Rows, column, columns);
            if (columns < width) { new Span<float>(panels, checked(factor.Rows * width)).Clear(); }
            if (factor.Column == 1) { Copy(part, panels, width); }
            else { Transpose(part, panels, width); }
            panels += (nint)factor.Rows * width;
            column += width;
        }
    }

    private static void Copy(in Matrix part, float* panel, int width)
    {
        for (var row = 0; row < part.Rows; row++, panel += width)
        {
            new ReadOnlySpan<float>(part.At(row, 0), part.Columns).CopyTo(new(panel, part.Columns));
        }
    }

    private static void Transpose(in Matrix part, float* panel, int width)
    {
        var (rows, columns) = (part.Row == 1 && Sse.IsSupported ? part.Rows / Square * Square : 0, part.Columns / Square * Square);
        for (var column = 0; column < columns; column += Square)
        {
            for (var row = 0; row < rows; row += Square)
            {
                Transpose(part.At(row, column), part.Column, panel + (row * width) + column, width);
            }
        }

        for (var column = 0; column < part.Columns; column++)
        {
            for (var row = column < columns ? rows : 0; row < part.Rows; row++)
            {
                panel[(row * width) + column] = *part.At(row, column);
            }
        }
    }

    /// <summary>Transposes a square of numbers.</summary>
    private static void Transpose(float* from, nint fromRow, float* to, nint toRow)
    {
        var (a, b) = (Vector128.Load(from), Vector128.Load(from + fromRow));
        var (c, d) = (Vector128.Load(from + (2 * fromRow)), Vector128.Load(from + (3 * fromRow)));
        var (low, lower) = (Sse.UnpackLow(a, b), Sse.UnpackLow(c, d));
        var (high, higher) = (Sse.UnpackHigh(a, b), Sse.UnpackHigh(c, d));
        Sse.MoveLowToHigh(low, lower).Store(to);
        Sse.MoveHighToLow(lower, low).Store(to + toRow);
        Sse.MoveLowToHigh(high, higher).Store(to + (2 * toRow));
        Sse.MoveHighToLow(higher, high).Store(to + (3 * toRow));
    }
}
