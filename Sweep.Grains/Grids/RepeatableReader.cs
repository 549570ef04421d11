namespace Sweep.Grains.Grids;

/// <summary>Reads <c>repeatable</c>: <c>yes</c>, <c>no</c>, or <c>{ lag: 8 }</c>.</summary>
internal static class RepeatableReader
{
    public const string Key = "repeatable";

    /// <summary>The key with its section, for errors.</summary>
    public const string Where = $"{GridKeys.Search}.{Key}";

    private const string LagKey = "lag";

    /// <param name="search">The section <c>search</c>.</param>
    public static (bool IsRepeatable, int? Lag) Read(GridMap search, GridErrors errors)
    {
        switch (search.Find(Key)?.Value)
        {
            case null:
            case GridScalar { IsQuoted: false, Text: "no" or "false" }:
                return (false, null);
            case GridScalar { IsQuoted: false, Text: "yes" or "true" }:
                return (true, null);
            case GridMap map when map.Find(LagKey) is not null:
                GridKeyCheck.Run(map, Where, [LagKey], errors);
                return (true, (int?)GridNumber.Whole(map, LagKey, Where, 1, int.MaxValue, errors));
            case { } node:
                errors.Add(node.Place, $"{Where}: found {node.Found}; allowed: yes, no, or {{ lag: 8 }}");
                return (false, null);
        }
    }
}
