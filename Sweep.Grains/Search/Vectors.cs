using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Grains.Search;

/// <summary>
/// Arithmetic with vectors of numbers. Sums have one order, four lanes wide, on every processor, and no product is fused with a sum. So two
/// machines propose the same.
/// </summary>
internal static class Vectors
{
    private const int Lanes = 4;

    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        nuint i = 0;
        for (; i + (2 * Lanes) <= (nuint)left.Length; i += 2 * Lanes)
        {
            even += Vector256.LoadUnsafe(ref a, i) * Vector256.LoadUnsafe(ref b, i);
            odd += Vector256.LoadUnsafe(ref a, i + Lanes) * Vector256.LoadUnsafe(ref b, i + Lanes);
        }

        var lanes = even + odd;
        var sum = lanes[0] + lanes[1] + (lanes[2] + lanes[3]);
        for (; i < (nuint)left.Length; i++)
        {
            sum += left[(int)i] * right[(int)i];
        }

        return sum;
    }

    /// <summary>Adds factor · <paramref name="values"/> to the sums.</summary>
    public static void AddScaled(Span<double> sums, double factor, ReadOnlySpan<double> values)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var value = ref MemoryMarshal.GetReference(values);
        var factors = Vector256.Create(factor);
        nuint i = 0;
        for (; i + Lanes <= (nuint)sums.Length; i += Lanes)
        {
            (Vector256.LoadUnsafe(ref sum, i) + factors * Vector256.LoadUnsafe(ref value, i)).StoreUnsafe(ref sum, i);
        }

        for (; i < (nuint)sums.Length; i++)
        {
            sums[(int)i] += factor * values[(int)i];
        }
    }

    public static void Add(Span<double> sums, ReadOnlySpan<double> values) => AddScaled(sums, 1, values);

    /// <summary>Adds weight · (x − value)² to the sums.</summary>
    public static void AddSquares(Span<double> sums, double x, ReadOnlySpan<double> values, double weight)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var value = ref MemoryMarshal.GetReference(values);
        var (xs, weights) = (Vector256.Create(x), Vector256.Create(weight));
        nuint i = 0;
        for (; i + Lanes <= (nuint)sums.Length; i += Lanes)
        {
            var difference = xs - Vector256.LoadUnsafe(ref value, i);
            (Vector256.LoadUnsafe(ref sum, i) + weights * (difference * difference)).StoreUnsafe(ref sum, i);
        }

        for (; i < (nuint)sums.Length; i++)
        {
            sums[(int)i] += weight * ((x - values[(int)i]) * (x - values[(int)i]));
        }
    }

    /// <summary>Adds offset − ½ ((x − center) · inverse width)² for each normal distribution.</summary>
    public static void AddNormals(
        Span<double> sums, double x, ReadOnlySpan<double> centers, ReadOnlySpan<double> inverseWidths, ReadOnlySpan<double> offsets)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var center = ref MemoryMarshal.GetReference(centers);
        ref var inverse = ref MemoryMarshal.GetReference(inverseWidths);
        ref var offset = ref MemoryMarshal.GetReference(offsets);
        var (xs, half) = (Vector256.Create(x), Vector256.Create(0.5));
        nuint i = 0;
        for (; i + Lanes <= (nuint)sums.Length; i += Lanes)
        {
            var z = (xs - Vector256.LoadUnsafe(ref center, i)) * Vector256.LoadUnsafe(ref inverse, i);
            (Vector256.LoadUnsafe(ref sum, i) + (Vector256.LoadUnsafe(ref offset, i) - half * (z * z))).StoreUnsafe(ref sum, i);
        }

        for (; i < (nuint)sums.Length; i++)
        {
            var z = (x - centers[(int)i]) * inverseWidths[(int)i];
            sums[(int)i] += offsets[(int)i] - 0.5 * (z * z);
        }
    }

    /// <summary>The logarithm of the sum of the numbers whose logarithms are given.</summary>
    public static double LogOfSum(ReadOnlySpan<double> logarithms)
    {
        ref var first = ref MemoryMarshal.GetReference(logarithms);
        var largest = Max(logarithms);
        // What is less than the last bit of the largest number adds nothing.
        var negligible = Vector256.Create(-40.0);
        var (sums, shift) = (Vector256<double>.Zero, Vector256.Create(largest));
        nuint i = 0;
        for (; i + Lanes <= (nuint)logarithms.Length; i += Lanes)
        {
            var distances = Vector256.LoadUnsafe(ref first, i) - shift;
            if (Vector256.GreaterThanAny(distances, negligible))
            {
                sums += Vector256.Exp(distances);
            }
        }

        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (; i < (nuint)logarithms.Length; i++)
        {
            sum += Math.Exp(logarithms[(int)i] - largest);
        }

        return largest + Math.Log(sum);
    }

    private static double Max(ReadOnlySpan<double> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (lanes, i) = (Vector256.Create(double.NegativeInfinity), (nuint)0);
        for (; i + Lanes <= (nuint)values.Length; i += Lanes)
        {
            lanes = Vector256.Max(lanes, Vector256.LoadUnsafe(ref first, i));
        }

        var largest = Math.Max(Math.Max(lanes[0], lanes[1]), Math.Max(lanes[2], lanes[3]));
        for (; i < (nuint)values.Length; i++)
        {
            largest = Math.Max(largest, values[(int)i]);
        }

        return largest;
    }
}
