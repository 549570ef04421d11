using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads what an attempt of a command may use: <c>{ memory: 8GiB, attempt: 2h, silence: 10min }</c>.</summary>
internal sealed partial class LimitReader(GridErrors errors)
{
    private const string Section = "trainable.limits";
    private const string SizeRule = "a size, such as 512MiB or 8GiB";
    private const string TimeRule = "a time, such as 90s, 10min or 2h";
    private const int LargestLog = 64 << 20;
    private static readonly string[] _keys = ["memory", "attempt", "silence", "log", "grace"];

    public CommandLimits Read(GridNode? node)
    {
        var usual = new CommandLimits();
        if (node is null) { return usual; }
        if (node is not GridMap map)
        {
            errors.Add(node.Place, $"{Section}: found {node.Found}; allowed: a mapping with {string.Join(", ", _keys)}");
            return usual;
        }

        GridKeyCheck.Run(map, Section, _keys, errors);

        return new()
        {
            Memory = Size(map, "memory", long.MaxValue, SizeRule),
            Attempt = Time(map, "attempt"),
            Silence = Time(map, "silence"),
            Log = (int)(Size(map, "log", LargestLog, "a size up to 64MiB, such as 1MiB") ?? usual.Log),
            Grace = Time(map, "grace") ?? usual.Grace,
        };
    }

    [GeneratedRegex("^(?<number>[0-9]{1,9}) ?(?<unit>[A-Za-z]+)\\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }

    private long? Size(GridMap map, string key, long most, string rule) => Value(map, key, rule, (number, unit) => unit switch
    {
        "KiB" => number << 10,
        "MiB" => number << 20,
        "GiB" => number << 30,
        "TiB" => number << 40,
        _ => null,
    }) is not { } size ? null : size <= most ? size : Wrong(map, key, rule);

    private TimeSpan? Time(GridMap map, string key) => Value(map, key, TimeRule, (number, unit) => unit switch
    {
        "s" => number,
        "min" => number * 60,
        "h" => number * 3600,
        "d" => number * 86400,
        _ => null,
    }) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private long? Value(GridMap map, string key, string rule, Func<long, string, long?> scale)
    {
        if (map.Find(key)?.Value is not { } node) { return null; }
        return Pattern.Match((node as GridScalar)?.Text ?? "") is { Success: true } match
            && long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) is var number
            && scale(number, match.Groups["unit"].Value) is > 0 and var value
            ? value
            : Wrong(map, key, rule);
    }

    private long? Wrong(GridMap map, string key, string rule)
    {
        var node = map.Find(key)!.Value;
        errors.Add(node.Place, $"{Section}.{key}: found {node.Found}; allowed: {rule}");
        return null;
    }
}
