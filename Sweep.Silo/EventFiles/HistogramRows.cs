using System.Buffers.Binary;
using Google.Protobuf;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>A distribution as the histograms plugin reads it: a row of left edge, right edge and count for each bin.</summary>
internal static class HistogramRows
{
    public const int Columns = 3;

    /// <param name="histogram">Has a finite element.</param>
    public static ByteString Of(HistogramSummary histogram)
    {
        // One value, as gradients that are all zero: one row of no width, which TensorBoard draws as a spike. One of width 1 would look
        // wider than most tensors.
        var (left, right) = (histogram.Left, histogram.Right);
        var counts = left == right ? [histogram.Counts.Sum()] : histogram.Counts;
        var rows = new byte[counts.Length * Columns * sizeof(double)];
        for (var bin = 0; bin < counts.Length; bin++)
        {
            var row = rows.AsSpan(bin * Columns * sizeof(double));
            BinaryPrimitives.WriteDoubleLittleEndian(row, Edge(left, right, bin, counts.Length));
            BinaryPrimitives.WriteDoubleLittleEndian(row[sizeof(double)..], Edge(left, right, bin + 1, counts.Length));
            BinaryPrimitives.WriteDoubleLittleEndian(row[(2 * sizeof(double))..], counts[bin]);
        }

        return UnsafeByteOperations.UnsafeWrap(rows);
    }

    // The outermost exactly, and the inner ones the same from both sides: readers take a gap or an overlap as it is.
    private static double Edge(double left, double right, int bin, int bins) => bin == bins ? right : left + ((right - left) * bin / bins);
}
