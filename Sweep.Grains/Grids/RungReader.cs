using System.Collections.Immutable;
using System.Globalization;

namespace Sweep.Grains.Grids;

/// <summary>Reads the resource levels at which trials are compared.</summary>
internal sealed class RungReader(GridErrors errors)
{
    /// <summary>The most levels that a sweep may have.</summary>
    private const int Most = 1000;

    /// <summary>
    /// The most brackets: one for each rung, unless a round of them had more trials than can be counted. Then it is 1.
    /// </summary>
    public static int MostBrackets(int rungs, int factor)
    {
        var round = (Int128)rungs;
        for (var rung = 1; rung < rungs && round <= int.MaxValue; rung++) { round *= factor; }
        return round <= int.MaxValue ? rungs : 1;
    }

    /// <summary>A list of levels; null if it is wrong.</summary>
    /// <param name="where">Names the list in errors.</param>
    public ImmutableArray<long>? Read(GridNode node, string where, long total)
    {
        var rule = string.Create(
            CultureInfo.InvariantCulture, $"a list of at most {Most:n0} rising whole numbers from 1 that ends with the total, {total}");
        var levels = ImmutableArray.CreateBuilder<long>();
        foreach (var item in (node as GridList)?.Items ?? [])
        {
            var isWhole = GridNumber.TryWhole(item, out var level);
            var isRising = levels.Count == 0 || level > levels[^1];
            if (!isWhole || level < 1 || level > total || !isRising || levels.Count == Most)
            {
                var after = isWhole && !isRising ? $" after {levels[^1].ToString(CultureInfo.InvariantCulture)}" : "";
                errors.Add(item.Place, $"{where}: found {item.Found}{after}; allowed: {rule}");
                return null;
            }

            levels.Add(level);
        }

        if (levels.Count > 0 && levels[^1] == total) { return levels.ToImmutable(); }
        var found = levels.Count > 0 ? $"a list that ends with {levels[^1].ToString(CultureInfo.InvariantCulture)}" : node.Found;
        errors.Add(node.Place, $"{where}: found {found}; allowed: {rule}");
        return null;
    }

    /// <summary>The levels from one on, at equal distances below the total, and the total; null if they are too many.</summary>
    /// <param name="where">Names the distance in errors.</param>
    public ImmutableArray<long>? Every(Place place, string where, long from, long every, long total)
    {
        var below = from < total ? (total - 1 - from) / every + 1 : 0;
        if (below < Most) { return [.. Enumerable.Range(0, (int)below).Select(index => from + index * every), total]; }
        errors.Add(
            place,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{where}: found {every}, which makes {below + 1:n0} levels from {from} to {total}; "
                    + $"allowed: {(total - 1 - from) / (Most - 1) + 1} or more, for at most {Most:n0} levels"));
        return null;
    }
}
