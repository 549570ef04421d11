using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Refuses keys that a mapping does not have.</summary>
internal static class GridKeyCheck
{
    /// <param name="where">Names the mapping in errors.</param>
    public static void Run(GridMap map, string where, IReadOnlyCollection<string> keys, GridErrors errors)
    {
        foreach (var other in map.Entries.Where(entry => !keys.Contains(entry.Key)))
        {
            errors.Add(
                other.Place,
                $"{where}: found the key {Spelling.Quote(other.Key)}; allowed: {string.Join(", ", keys)}{Spelling.Hint(other.Key, keys)}");
        }
    }
}
