using Sweep.Model.Configuration;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Histograms;

/// <summary>
/// Counts numbers in bins of equal width. The caller passes all of them twice, in pieces, without copying: first to <see cref="Look"/>,
/// which finds the range, then to <see cref="Count"/>.
/// </summary>
internal sealed class BinCounter
{
    /// <summary>The number of bins in a histogram; if all numbers are equal, it has one bin.</summary>
    public const int Bins = 30;

    // A piece is short enough that it is still in the first-level cache for the second pass.
    private const int PieceLength = 4096;

    // The right edge falls into an extra bin after the last one, which is added to the last one at the end.
    private const int Width = 32;

    // Neighbours often fall into the same bin. Four tables used in turn avoid waiting for the previous increment.
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

        // Computed in float64, because there no range of float32 numbers overflows or underflows.
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
        // If the piece has a NaN, both are NaN; if it has an infinity, one of them is infinite.
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
