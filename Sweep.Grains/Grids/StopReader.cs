using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads <c>stop</c>: <c>asha</c>, <c>median</c>, or one of them with settings, such as <c>{ asha: { rungs: [9, 27, 52] } }</c>.
/// </summary>
internal sealed class StopReader(TrainableSchema schema, GridSpace space, GridErrors errors)
{
    public const string Key = "stop";

    private const string Where = $"{GridKeys.Search}.{Key}";
    private const string Asha = "asha";
    private const string Median = "median";
    private const string RungsKey = "rungs";
    private const string MinKey = "min";
    private const string FactorKey = "factor";
    private const string GuardKey = "guard";
    private const string BracketsKey = "brackets";
    private const string ModeKey = "mode";
    private const string TrialsKey = "trials";
    private const string FromKey = "from";
    private const string EveryKey = "every";
    private static readonly string[] _rules = [Asha, Median];
    private static readonly string[] _modes = ["promote", "stop"];

    /// <returns>The rule; null if the file has none, or it is wrong.</returns>
    public StopSpec? Read(GridNode? node)
    {
        if (node is null) { return null; }
        var (rule, settings) = node switch
        {
            GridMap { Entries: [{ Value: GridMap inner } entry] } => (entry.Key, inner),
            GridMap { Entries: [var entry] } => (entry.Key, new GridMap(entry.Value.Place)),
            GridScalar { Text: var text } => (text, new GridMap(node.Place)),
            _ => ("", new GridMap(node.Place)),
        };
        if (!_rules.Contains(rule))
        {
            var found = node is GridMap && rule.Length > 0 ? Spelling.Quote(rule) : node.Found;
            errors.Add(
                node.Place, $"{Where}: found {found}; allowed: {string.Join(", ", _rules)}, or {{ asha: {{ factor: 3 }} }}"
                    + Spelling.Hint(rule, _rules));
            return null;
        }

        if (Total(node) is not { } total) { return null; }
        return rule == Asha ? ReadAsha(settings, total) : ReadMedian(settings, total);
    }

    private StopSpec ReadAsha(GridMap map, long total)
    {
        var where = $"{Where}.{Asha}";
        GridKeyCheck.Run(map, where, [RungsKey, MinKey, FactorKey, GuardKey, BracketsKey, ModeKey], errors);
        var factor = (int?)Whole(map, FactorKey, where, 2, 1000) ?? 2;
        var rungs = map.Find(RungsKey) is { } listed ? ReadRungs(listed.Value, $"{where}.{RungsKey}", total)
            : Whole(map, MinKey, where, 1, total) is { } least ? RungLevels.Geometric(least, total, factor)
            : RungLevels.Usual(total);
        return new(StopKind.Asha)
        {
            Rungs = rungs,
            Factor = factor,
            Guard = Share(map, GuardKey, where) ?? 0.8,
            Brackets = (int?)Whole(map, BracketsKey, where, 1, Math.Max(1, rungs.Length)) ?? 1,
            Ends = map.Find(ModeKey) is { } mode && GridWord.Read(mode.Value, $"{where}.{ModeKey}", _modes, errors) == _modes[1],
        };
    }

    private StopSpec ReadMedian(GridMap map, long total)
    {
        var where = $"{Where}.{Median}";
        GridKeyCheck.Run(map, where, [TrialsKey, FromKey, EveryKey], errors);
        return new(StopKind.Median)
        {
            Trials = (int?)Whole(map, TrialsKey, where, 1, int.MaxValue) ?? 5,
            From = Whole(map, FromKey, where, 1, total) ?? 1,
            Every = Whole(map, EveryKey, where, 1, total) ?? 1,
        };
    }

    private ImmutableArray<long> ReadRungs(GridNode node, string where, long total)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"a list of rising whole numbers from 1 that ends with the total, {total}");
        var levels = ImmutableArray.CreateBuilder<long>();
        foreach (var item in (node as GridList)?.Items ?? [])
        {
            if (item is not GridScalar { IsQuoted: false } scalar
                || !long.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var level)
                || level < 1 || level > total || (levels.Count > 0 && level <= levels[^1]))
            {
                errors.Add(item.Place, $"{where}: found {item.Found}; allowed: {rule}");
                return [total];
            }

            levels.Add(level);
        }

        if (levels.Count > 0 && levels[^1] == total) { return levels.ToImmutable(); }
        errors.Add(node.Place, $"{where}: found {(levels.Count > 0 ? $"a list that ends with {levels[^1]}" : node.Found)}; allowed: {rule}");
        return [total];
    }

    /// <summary>The whole training in units of the resource: it must be the same for all trials.</summary>
    private long? Total(GridNode node)
    {
        var resource = schema.Resource;
        if (resource.Hyperparameter is { } name && space.Varied().Any(varied => varied.Name == name))
        {
            errors.Add(node.Place, $"{Where}: found with {name} that varies; allowed: the same {resource.Name}s for all trials, under trial");
            return null;
        }

        if (resource.Total(space.Trial) is { } total) { return total; }
        errors.Add(
            node.Place,
            $"{Where}: found with {schema.Name}, whose trials decide themselves when they end; allowed: a trainable that declares the total "
                + "of its resource");
        return null;
    }

    private double? Share(GridMap map, string key, string where)
    {
        if (map.Find(key)?.Value is not { } node) { return null; }
        if (double.TryParse((node as GridScalar)?.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1)
        {
            return share;
        }

        errors.Add(node.Place, $"{where}.{key}: found {node.Found}; allowed: a number from 0 to 1");
        return null;
    }

    private long? Whole(GridMap map, string key, string where, long least, long most)
    {
        if (map.Find(key)?.Value is not { } node) { return null; }
        if (node is GridScalar { IsQuoted: false } scalar
            && long.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        errors.Add(
            node.Place,
            string.Create(CultureInfo.InvariantCulture, $"{where}.{key}: found {node.Found}; allowed: a whole number from {least} to {most}"));
        return null;
    }
}
