using Sweep.Model.Configuration;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Histograms;

/// <summary>
/// Counts numbers in bins of one width. It is shown all of them twice, in pieces, where they lie: first to <see cref="Look"/>, which finds the range, then
/// to <see cref="Count"/>.
/// </summary>
internal sealed class BinCounter
{
    /// <summary>Bins of a histogram; one where all numbers are the same.</summary>
    public const int Bins = 30;

    // Short enough that the second look finds a piece in the first cache.
    private const int PieceLength = 4096;

    // The right edge falls into a bin beyond the last, which is added to it at the end.
    private const int Width = 32;

    // Neighbours often fall into the same bin. Four tables in turn spare each the wait for the one before.
    private readonly int[] _counts = new int[4 * Width];
    private float _left = float.PositiveInfinity;
    private float _right = float.NegativeInfinity;
    private long _finite;
    private long _notFinite;

    public void Look(ReadOnlySpan<float> numbers)
    {
        for (; !numbers.IsEmpty; numbers = numbers[Math.Min(PieceLength, numbers.Length)..])
        {
            LookAtPiece(numbers[..Math.Min(PieceLength, numbers.Length)]);
        }
    }

    public void Count(ReadOnlySpan<float> numbers)
    {
        if (_right == _left)
        {
            return;
        }

        // In float64, where no range of float32 numbers overflows or vanishes.
        var (left, scale) = ((double)_left, Bins / ((double)_right - _left));
        if (_notFinite > 0)
        {
            CountFinite(numbers, left, scale);
            return;
        }

        var whole = numbers.Length & ~3;
        for (var i = 0; i < whole; i += 4)
        {
            _counts[(int)((numbers[i] - left) * scale)]++;
            _counts[Width + (int)((numbers[i + 1] - left) * scale)]++;
            _counts[(2 * Width) + (int)((numbers[i + 2] - left) * scale)]++;
            _counts[(3 * Width) + (int)((numbers[i + 3] - left) * scale)]++;
        }

        CountFinite(numbers[whole..], left, scale);
    }

    public Histogram Result(string name) => _finite == 0
        ? new(name, double.NaN, double.NaN, [], _notFinite)
        : new(name, _left, _right, _right == _left ? [_finite] : Sums(), _notFinite);

    private void LookAtPiece(ReadOnlySpan<float> numbers)
    {
        // A NaN becomes the least and the most, and an infinity one of them.
        var (least, most) = (TensorPrimitives.Min(numbers), TensorPrimitives.Max(numbers));
        if (float.IsFinite(least) && float.IsFinite(most))
        {
            Widen(least, most, numbers.Length);
            return;
        }

        foreach (var number in numbers)
        {
            if (float.IsFinite(number))
            {
                Widen(number, number, 1);
            }
            else
            {
                _notFinite++;
            }
        }
    }

    private void Widen(float least, float most, int count) =>
        (_left, _right, _finite) = (Math.Min(_left, least), Math.Max(_right, most), _finite + count);

    private void CountFinite(ReadOnlySpan<float> numbers, double left, double scale)
    {
        foreach (var number in numbers)
        {
            if (float.IsFinite(number))
            {
                _counts[(int)((number - left) * scale)]++;
            }
        }
    }

    private long[] Sums()
    {
        var sums = new long[Bins];
        for (var i = 0; i < _counts.Length; i++)
        {
            sums[Math.Min(i % Width, Bins - 1)] += _counts[i];
        }

        return sums;
    }
}
