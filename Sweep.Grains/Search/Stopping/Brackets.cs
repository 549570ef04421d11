using System.Collections.Immutable;

namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// Hyperband's brackets (Li et al. 2018, table 1): bracket s skips the lowest rungs, so that some trials are compared late. Trials are
/// spread over them by fixed weights, without randomness.
/// </summary>
public sealed class Brackets
{
    private readonly ImmutableArray<long> _weights;

    /// <param name="rungs">The number of rungs, at least 1.</param>
    /// <param name="factor">One of so many trials goes on from a rung, at least 2.</param>
    /// <param name="count">The number of brackets; at most as many as rungs.</param>
    public Brackets(int rungs, int factor, int count) =>
        _weights = [.. Enumerable.Range(0, Math.Clamp(count, 1, rungs)).Select(bracket => Size(rungs - 1, rungs - 1 - bracket, factor))];

    /// <summary>The number of trials of each bracket in one round.</summary>
    public ImmutableArray<long> Sizes => _weights;

    /// <summary>The bracket of a trial: its first rung. After each round every bracket has exactly its share.</summary>
    /// <param name="number">The trial's number in the search, from 0.</param>
    public int Of(int number)
    {
        var (all, given) = (_weights.Sum(), new long[_weights.Length]);
        var place = number % all;
        var bracket = 0;
        for (var turn = 0L; turn <= place; turn++)
        {
            bracket = Enumerable.Range(0, given.Length).MaxBy(one => (double)_weights[one] * (turn + 1) / all - given[one]);
            given[bracket]++;
        }

        return bracket;
    }

    /// <summary>⌈(sₘₐₓ + 1) / (s + 1) · ηˢ⌉.</summary>
    private static long Size(int most, int s, int factor)
    {
        Int128 power = 1;
        for (var i = 0; i < s; i++) { power *= factor; }
        return (long)(((most + 1) * power + s) / (s + 1));
    }
}
