using System.Buffers;
using System.Buffers.Text;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Writes vectors as small tab-separated text: as whole multiples of a unit that is the same for the whole table. Angles, neighbours and
/// shapes stay the same, to about 1%; only the scale changes.
/// </summary>
internal static class VectorText
{
    /// <summary>The approximate number of bytes of a value with its separator.</summary>
    public const int UsualBytes = 4;

    // The units per root mean square of the values: two digits for nearly all values.
    private const double UnitsInSpread = 30;
    private const int MostBytes = 24;

    /// <param name="output">Receives the rows, each with a line end.</param>
    /// <param name="values">
    /// Rows of <paramref name="width"/> values. NaN and infinities are shown as 0, because readers could not place their words.
    /// </param>
    /// <param name="width">The length of a row, above 0.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<float> values, int width)
    {
        var unit = Unit(values);
        for (var i = 0; i < values.Length; i++)
        {
            var text = output.GetSpan(MostBytes);
            var multiple = float.IsFinite(values[i]) ? (long)Math.Round(values[i] / unit) : 0;
            Utf8Formatter.TryFormat(multiple, text, out var length);
            text[length] = (i + 1) % width == 0 ? (byte)'\n' : (byte)'\t';
            output.Advance(length + 1);
        }
    }

    private static double Unit(ReadOnlySpan<float> values)
    {
        var (squares, finite) = (0.0, 0);
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                squares += (double)value * value;
                finite++;
            }
        }

        return squares > 0 ? Math.Sqrt(squares / finite) / UnitsInSpread : 1;
    }
}
