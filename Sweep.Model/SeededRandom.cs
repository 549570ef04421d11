namespace Sweep.Model;

/// <summary>
/// A random generator whose whole state is one number, so that a checkpoint can hold it: SplitMix64 (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014). Every purpose of a trial draws from a stream of its own, derived from the
/// trial's seed. Threads never share a generator.
/// </summary>
public sealed class SeededRandom
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    public SeededRandom(ulong state) => State = state;

    /// <summary>The whole state: a generator made from it continues exactly here.</summary>
    public ulong State { get; private set; }

    /// <summary>Creates the stream of one purpose, such as "order", and of one index of it, such as an epoch.</summary>
    public static SeededRandom For(int seed, string purpose, int index = 0)
    {
        var state = Mix((ulong)(uint)seed + Increment);
        foreach (var character in purpose)
        {
            state = Mix(state ^ character);
        }

        return new(Mix(state ^ (ulong)(uint)index << 32));
    }

    public ulong NextUInt64() => Mix(State += Increment);

    /// <summary>Draws uniformly from [0, 1), with 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws uniformly from 0 … <paramref name="bound"/> − 1.</summary>
    public int NextInt(int bound) => (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);

    /// <summary>
    /// Draws from the normal distribution with mean 0 and standard deviation 1; a value beyond two standard deviations is drawn again.
    /// </summary>
    public double NextTruncatedNormal()
    {
        while (true)
        {
            // Box-Muller; 1 - u keeps the argument of the logarithm above 0.
            var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
            var value = radius * Math.Cos(2 * Math.PI * NextDouble());
            if (Math.Abs(value) <= 2)
            {
                return value;
            }
        }
    }

    /// <summary>Puts the values into random order (Fisher-Yates).</summary>
    public void Shuffle(Span<int> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
