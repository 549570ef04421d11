using System.Collections.Immutable;

namespace Sweep.Grains.Search.Stopping;

/// <summary>
/// The resource levels at which trials are compared, the last one being the whole training. All arithmetic is in whole numbers: logarithms
/// lose a rung of 243 = 3⁵.
/// </summary>
public static class RungLevels
{
    /// <summary>The levels of a search that names none: a sixth, a half and all of the total, rounded up.</summary>
    /// <param name="total">The whole training, at least 1.</param>
    public static ImmutableArray<long> Usual(long total) =>
        [.. new[] { (total + 5) / 6, (total + 1) / 2, total }.Distinct()];

    /// <summary>The levels r, r·η, r·η², … below the total, and the total (Li et al., MLSys 2020).</summary>
    /// <param name="least">r, at least 1.</param>
    /// <param name="factor">η, at least 2.</param>
    public static ImmutableArray<long> Geometric(long least, long total, int factor)
    {
        var levels = ImmutableArray.CreateBuilder<long>();
        for (Int128 level = least; level < total; level *= factor)
        {
            levels.Add((long)level);
        }

        levels.Add(total);
        return levels.ToImmutable();
    }
}
