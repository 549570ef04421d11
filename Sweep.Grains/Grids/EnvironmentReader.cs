using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads the variables of a command: <c>{ pass: [CUDA_VISIBLE_DEVICES], set: { OMP_NUM_THREADS: 2 } }</c>.</summary>
internal sealed partial class EnvironmentReader(GridErrors errors)
{
    private const string Section = "trainable.environment";
    private const string PassKey = "pass";
    private const string SetKey = "set";
    private const string NameRule = "letters, digits and '_', the first no digit; not SHERLOCK_…, which is not for commands";
    private static readonly string[] _keys = [PassKey, SetKey];

    public (ImmutableArray<string> Pass, ImmutableDictionary<string, string> Set) Read(GridNode? node)
    {
        if (node is null) { return ([], ImmutableDictionary<string, string>.Empty); }
        if (node is not GridMap map)
        {
            errors.Add(node.Place, $"{Section}: found {node.Found}; allowed: a mapping with {string.Join(", ", _keys)}");
            return ([], ImmutableDictionary<string, string>.Empty);
        }

        GridKeyCheck.Run(map, Section, _keys, errors);

        return (Pass(map.Find(PassKey)?.Value), Set(map.Find(SetKey)?.Value));
    }

    // The silo's own variables lead to its database.
    [GeneratedRegex("^(?!SHERLOCK_)[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NamePattern { get; }

    private ImmutableArray<string> Pass(GridNode? node)
    {
        if (node is null) { return []; }
        if (node is not GridList list)
        {
            errors.Add(node.Place, $"{Section}.{PassKey}: found {node.Found}; allowed: a list of names, such as [CUDA_VISIBLE_DEVICES]");
            return [];
        }

        foreach (var item in list.Items) { Check((item as GridScalar)?.Text ?? "", item.Place, item.Found, PassKey); }
        return [.. list.Items.OfType<GridScalar>().Select(item => item.Text)];
    }

    private ImmutableDictionary<string, string> Set(GridNode? node)
    {
        if (node is null) { return ImmutableDictionary<string, string>.Empty; }
        if (node is not GridMap map)
        {
            errors.Add(node.Place, $"{Section}.{SetKey}: found {node.Found}; allowed: a mapping of names to values");
            return ImmutableDictionary<string, string>.Empty;
        }

        foreach (var entry in map.Entries)
        {
            Check(entry.Key, entry.Place, Spelling.Quote(entry.Key), SetKey);
            if (entry.Value is not GridScalar)
            {
                errors.Add(entry.Value.Place, $"{Section}.{SetKey}.{entry.Key}: found {entry.Value.Found}; allowed: a text");
            }
        }

        return map.Entries.ToImmutableDictionary(entry => entry.Key, entry => (entry.Value as GridScalar)?.Text ?? "");
    }

    private void Check(string name, Place place, string found, string key)
    {
        if (!NamePattern.IsMatch(name)) { errors.Add(place, $"{Section}.{key}: found {found}; allowed: {NameRule}"); }
    }
}
