using System.Text.RegularExpressions;

namespace Sweep.Grains.Sweeps;

/// <summary>Orders versions of trainables: numbers in them count as numbers, so that 10 is newer than 9, and 1.10 than 1.9.</summary>
public static partial class TrainableVersions
{
    private static readonly Comparer<string> _order = Comparer<string>.Create(Compare);

    /// <summary>The schemas with the newest version of each name first; the names keep their order.</summary>
    /// <param name="preferred">Versions that come before all others of their name; null for none.</param>
    public static IReadOnlyList<TrainableSchema> NewestFirst(
        this IEnumerable<TrainableSchema> schemas, IReadOnlySet<TrainableId>? preferred = null) =>
    [
        .. schemas.GroupBy(schema => schema.Name).SelectMany(versions => versions
            .OrderByDescending(schema => preferred?.Contains(schema.Id) ?? false)
            .ThenByDescending(schema => schema.Version, _order)),
    ];

    private static int Compare(string one, string other)
    {
        var pairs = Part.Matches(one).Zip(Part.Matches(other), (left, right) => Parts(left.Value, right.Value));
        var first = pairs.FirstOrDefault(order => order != 0);
        return first != 0 ? first : one.Length.CompareTo(other.Length);
    }

    private static int Parts(string one, string other)
    {
        if (!char.IsAsciiDigit(one[0]) || !char.IsAsciiDigit(other[0])) { return string.CompareOrdinal(one, other); }
        var (left, right) = (one.TrimStart('0'), other.TrimStart('0'));
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }

    [GeneratedRegex("[0-9]+|[^0-9]+")]
    private static partial Regex Part { get; }
}
