using System.Globalization;

namespace Sweep.Grains.Grids;

/// <summary>Reads the numbers of a mapping. The result is null if the key is not there, or if its value is wrong.</summary>
internal static class GridNumber
{
    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <param name="where">Names the mapping in errors.</param>
    public static long? Whole(GridMap map, string key, string where, long least, long most, GridErrors errors)
    {
        if (map.Find(key)?.Value is not { } node) { return null; }
        if (TryWhole(node, out var number) && number >= least && number <= most) { return number; }
        var range = most == long.MaxValue ? $"of {least} or more" : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        errors.Add(node.Place, $"{where}.{key}: found {node.Found}; allowed: a whole number {range}");
        return null;
    }

    /// <summary>A number from 0 to 1, both included.</summary>
    /// <inheritdoc cref="Whole"/>
    public static double? Share(GridMap map, string key, string where, GridErrors errors)
    {
        if (map.Find(key)?.Value is not { } node) { return null; }
        if (double.TryParse((node as GridScalar)?.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 1)
        {
            return share;
        }

        errors.Add(node.Place, $"{where}.{key}: found {node.Found}; allowed: a number from 0 to 1");
        return null;
    }

    /// <summary>Whether a node is a whole number, written with digits alone.</summary>
    public static bool TryWhole(GridNode node, out long number)
    {
        number = 0;
        return node is GridScalar { IsQuoted: false } scalar
            && long.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
