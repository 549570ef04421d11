namespace Sweep.Grains.Search;

/// <summary>
/// A stream of random numbers that is a pure function of a seed, a purpose and an index: SplitMix64, keyed as the streams of a trial are.
/// A search makes a stream for each draw, and keeps none. So what it draws does not depend on what was drawn before.
/// </summary>
internal sealed class SearchRandom
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state;

    private SearchRandom(ulong state) => _state = state;

    /// <summary>
    /// Creates the stream of one purpose, such as a hyperparameter's name, and of one index of it, such as a trial's number.
    /// </summary>
    public static SearchRandom For(int seed, string purpose, int index = 0)
    {
        var state = Mix((ulong)(uint)seed + Increment);
        foreach (var character in purpose)
        {
            state = Mix(state ^ character);
        }

        return new(Mix(state ^ (ulong)(uint)index << 32));
    }

    /// <summary>Mixes a number into a key, so that each sequence of numbers has a key of its own.</summary>
    public static ulong Mix(ulong key, ulong number) => Mix(key + Increment ^ number);

    public static SearchRandom Of(ulong key) => new(key);

    public ulong NextUInt64() => Mix(_state += Increment);

    /// <summary>Draws uniformly from [0, 1), with 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws uniformly from 0 … <paramref name="bound"/> − 1.</summary>
    public long NextLong(long bound) => (long)Math.BigMul(NextUInt64(), (ulong)bound, out _);

    /// <summary>Draws from the normal distribution with mean 0 and standard deviation 1 (Box-Muller).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
