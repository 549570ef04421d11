using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Model.Matrices;

/// <summary>
/// Multiplies matrices of float32 on one thread, near the processor's limit. Each number of the result is a sum in the order of its terms,
/// each term rounded once (see <see cref="Tile"/>). So the result is bit for bit the same on every processor that this runs on, whatever
/// the width of its vectors.
/// </summary>
internal static unsafe class MatrixProduct
{
    // So many rows of a panel stay in the caches while tile after tile reads them.
    private const int Depth = 512;

    /// <summary>Whether the processor has what it needs: vectors of 256 bits, and multiplications that are fused with additions.</summary>
    public static bool IsSupported { get; } = Avx2.IsSupported && Fma.IsSupported;

    /// <summary>Computes target ← left · right.</summary>
    /// <param name="left">(M, K).</param>
    /// <param name="panels">The panels of the right factor, (K, N).</param>
    /// <param name="target">(M, N), stored row by row; none of the factors.</param>
    public static void Assign(in Matrix left, float* panels, in Matrix target)
    {
        var zeros = stackalloc float[Panels.MostVectors * Vector512<float>.Count];
        Run(left, panels, target, new(zeros, 0, 0));
    }

    /// <summary>Computes target ← target + left · right.</summary>
    /// <inheritdoc cref="Assign"/>
    public static void Add(in Matrix left, float* panels, in Matrix target) =>
        Run(left, panels, target, new(target.At(0, 0), target.Row, 1));

    /// <summary>Computes target ← start + left · right.</summary>
    /// <param name="start">(N): added to each row.</param>
    /// <inheritdoc cref="Assign"/>
    public static void Affine(float* start, in Matrix left, float* panels, in Matrix target) =>
        Run(left, panels, target, new(start, 0, 1));

    private static void Run(in Matrix left, float* panels, in Matrix target, Start start)
    {
        if (Vector512.IsHardwareAccelerated) { Run<WideOne, WideTwo, WideThree>(left, panels, target, start); }
        else { Run<NarrowOne, NarrowTwo, NarrowThree>(left, panels, target, start); }
    }

    private static void Run<TOne, TTwo, TThree>(in Matrix left, float* panels, in Matrix target, Start start)
        where TOne : unmanaged, ITileRow<TOne>
        where TTwo : unmanaged, ITileRow<TTwo>
        where TThree : unmanaged, ITileRow<TThree>
    {
        // Also without terms the target gets its start: a window of one step has no state before it.
        var inner = 0;
        do
        {
            var terms = left.Part(0, left.Rows, inner, Math.Min(Depth, left.Columns - inner));
            var panel = panels;
            for (var column = 0; column < target.Columns;)
            {
                var width = Panels.Width(target.Columns - column);
                var part = target.Part(0, target.Rows, column, Math.Min(width, target.Columns - column));
                var right = panel + ((nint)inner * width);
                var from = start.At(column);
                if (width == TThree.Width) { Panel<TThree>(terms, right, part, from); }
                else if (width == TTwo.Width) { Panel<TTwo>(terms, right, part, from); }
                else { Panel<TOne>(terms, right, part, from); }
                panel += (nint)left.Columns * width;
                column += width;
            }

            start = new(target.At(0, 0), target.Row, 1);
            inner += Depth;
        }
        while (inner < left.Columns);
    }

    private static void Panel<TRow>(in Matrix left, float* panel, in Matrix target, Start start)
        where TRow : unmanaged, ITileRow<TRow>
    {
        if (target.Columns == TRow.Width)
        {
            Tiles<TRow>(left, panel, target, start);
            return;
        }

        // A tile is wider than what remains of the target, so it is computed beside it.
        var numbers = stackalloc float[TRow.Rows * TRow.Width];
        for (var row = 0; row < target.Rows; row += TRow.Rows)
        {
            var rows = Math.Min(TRow.Rows, target.Rows - row);
            var tile = new Matrix(numbers, rows, TRow.Width, TRow.Width, 1);
            for (var i = 0; i < rows; i++)
            {
                new ReadOnlySpan<float>(start.Row(row + i), target.Columns).CopyTo(new(tile.At(i, 0), target.Columns));
            }

            Tiles<TRow>(left.Part(row, rows, 0, left.Columns), panel, tile, new(numbers, TRow.Width, 1));
            for (var i = 0; i < rows; i++)
            {
                new ReadOnlySpan<float>(tile.At(i, 0), target.Columns).CopyTo(new(target.At(row + i, 0), target.Columns));
            }
        }
    }

    private static void Tiles<TRow>(in Matrix left, float* panel, in Matrix target, Start start)
        where TRow : unmanaged, ITileRow<TRow>
    {
        const int Eight = 8;
        const int Four = 4;
        var (row, inner) = (0, (nint)left.Columns);
        for (; TRow.Rows == Eight && row + Eight <= target.Rows; row += Eight)
        {
            Tile.Eight<TRow>(
                left.At(row, 0), left.Row, left.Column, panel, inner, start.Row(row), start.NextRow, target.At(row, 0), target.Row);
        }

        for (; row + Four <= target.Rows; row += Four)
        {
            Tile.Four<TRow>(
                left.At(row, 0), left.Row, left.Column, panel, inner, start.Row(row), start.NextRow, target.At(row, 0), target.Row);
        }

        for (; row < target.Rows; row++)
        {
            Tile.One<TRow>(left.At(row, 0), left.Column, panel, inner, start.Row(row), target.At(row, 0));
        }
    }

    /// <summary>What the sums start with: a matrix, the same row again and again, or zeros.</summary>
    private readonly struct Start(float* data, nint nextRow, nint nextColumn)
    {
        public nint NextRow => nextRow;

        public Start At(int column) => new(data + (column * nextColumn), nextRow, nextColumn);

        public float* Row(int row) => data + (row * nextRow);
    }
}
