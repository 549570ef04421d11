using System.Buffers;
using System.Buffers.Text;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Vectors as tab-separated text, small: whole multiples of a unit that is the same for the whole table. Angles, neighbours and shapes are what they were, to
/// about 1%; only the scale is another.
/// </summary>
internal static class VectorText
{
    /// <summary>Bytes of a value with its separator, roughly.</summary>
    public const int UsualBytes = 4;

    // Units in the values' root mean square: two digits for nearly all.
    private const double UnitsInSpread = 30;
    private const int MostBytes = 24;

    /// <param name="output">Where the rows go, each with a line's end.</param>
    /// <param name="values">Rows of <paramref name="width"/> values. What is NaN or infinite is shown as 0: readers could not place its word.</param>
    /// <param name="width">Above 0.</param>
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
