using System.Buffers.Binary;
using Google.Protobuf;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>Converts a histogram to what the histograms plugin reads: a row of left edge, right edge and count for each bin.</summary>
internal static class HistogramRows
{
    public const int Columns = 3;

    /// <param name="histogram">A histogram with at least one finite element.</param>
    public static ByteString Of(HistogramSummary histogram)
    {
        // All elements have one value, as gradients that are all zero do: one row without width, which TensorBoard draws as a spike. A row
        // of width 1 would look wider than most tensors.
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

    // The outermost edges are exact, and each inner edge is the same from both sides, because readers show a gap or an overlap as it is.
    private static double Edge(double left, double right, int bin, int bins) => bin == bins ? right : left + ((right - left) * bin / bins);
}
