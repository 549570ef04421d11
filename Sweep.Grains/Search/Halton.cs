namespace Sweep.Grains.Search;

/// <summary>
/// The Halton sequence: the digits of a point's index, mirrored at the point of the number, in a prime base for each dimension. Scrambled,
/// each digit is replaced by a random permutation that depends on the digits before it (Owen, "Randomly permuted (t,m,s)-nets", 1995).
/// </summary>
internal static class Halton
{
    private static readonly int[] _primes =
    [
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131,
        137, 139, 149, 151, 157, 163, 167, 173,
    ];

    public static int Dimensions => _primes.Length;

    public static double Plain(int index, int dimension)
    {
        var (scale, point) = (1.0, 0.0);
        for (var rest = index; rest > 0; rest /= _primes[dimension])
        {
            scale /= _primes[dimension];
            point += scale * (rest % _primes[dimension]);
        }

        return point;
    }

    public static double Scrambled(int seed, int index, int dimension)
    {
        var (prime, scale, point) = (_primes[dimension], 1.0, 0.0);
        var key = SearchRandom.For(seed, "halton", dimension).NextUInt64();
        // The zeros after the last digit are permuted too, down to the last bit of the sum.
        for (var rest = index; scale > 1e-16; rest /= prime)
        {
            scale /= prime;
            point += scale * Permutation(key, prime)[rest % prime];
            key = SearchRandom.Mix(key, (ulong)(rest % prime));
        }

        return Math.Min(point, Math.BitDecrement(1));
    }

    public static int[] Permutation(ulong key, int length)
    {
        int[] permutation = [.. Enumerable.Range(0, length)];
        var random = SearchRandom.Of(key);
        for (var i = length - 1; i > 0; i--)
        {
            var j = (int)random.NextLong(i + 1);
            (permutation[i], permutation[j]) = (permutation[j], permutation[i]);
        }

        return permutation;
    }
}
