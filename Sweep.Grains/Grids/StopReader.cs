using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads <c>stop</c> of the section <c>search</c>: <c>asha</c>, <c>median</c>, or one of them with settings, such as
/// <c>{ asha: { rungs: [9, 27, 52] } }</c>.
/// </summary>
/// <param name="root">The whole file.</param>
internal sealed class StopReader(GridMap root, TrainableSchema schema, GridSpace space, Objective objective, GridErrors errors)
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
    private const string Promote = "promote";
    private const string Stop = "stop";
    private const string OrderKey = "order";
    private const string Random = "random";
    private const string File = "file";
    private static readonly string[] _rules = [Asha, Median];
    private static readonly string[] _ashaKeys = [RungsKey, MinKey, FactorKey, GuardKey, BracketsKey, ModeKey, OrderKey];
    private static readonly string[] _medianKeys = [TrialsKey, FromKey, EveryKey];

    private readonly RungReader _rungs = new(errors);

    /// <param name="search">What the section says otherwise; null beside a grid.</param>
    /// <returns>The rule; null if the file has none, or if it is wrong.</returns>
    public StopSpec? Read(SearchSpec? search)
    {
        if (root.Find(GridKeys.Search)?.Value is not GridMap section || section.Find(Key)?.Value is not { } node) { return null; }
        if (RuleOf(node) is not var (rule, settings) || new StopTotal(schema, space, errors).Read(node.Place, Where) is not { } total)
        {
            return null;
        }

        RefuseLateObjective(node);
        var stop = rule == Asha ? ReadAsha(settings, total) : ReadMedian(settings, total);
        var (isRepeatable, lag) = search is null ? RepeatableReader.Read(section, errors) : (search.IsRepeatable, search.Lag);
        if (stop is null) { return null; }
        if (isRepeatable && !stop.Holds) { RefuseRepeatable(section, stop); }
        return search is null ? stop with { IsRepeatable = isRepeatable, Lag = lag } : stop;
    }

    /// <summary>The rule's word and its settings; null if there is no such rule.</summary>
    private (string Rule, GridMap Settings)? RuleOf(GridNode node)
    {
        var (rule, settings, place) = node switch
        {
            GridMap { Entries: [var entry] } => (entry.Key, (GridNode?)entry.Value, entry.Place),
            GridScalar scalar => (scalar.Text, null, node.Place),
            _ => ("", null, node.Place),
        };
        if (!_rules.Contains(rule))
        {
            var found = node is GridMap && rule.Length > 0 ? $"the key {Spelling.Quote(rule)}" : node.Found;
            errors.Add(
                place, $"{Where}: found {found}; allowed: {string.Join(", ", _rules)}, or {{ asha: {{ factor: 3 }} }}"
                    + Spelling.Hint(rule, _rules));
            return null;
        }

        var keys = rule == Asha ? _ashaKeys : _medianKeys;
        if (settings is not (null or GridMap or GridScalar { IsEmpty: true }))
        {
            errors.Add(settings.Place, $"{Where}.{rule}: found {settings.Found}; allowed: a mapping with {string.Join(", ", keys)}");
            return null;
        }

        var map = settings as GridMap ?? new GridMap(place);
        GridKeyCheck.Run(map, $"{Where}.{rule}", keys, errors);
        return (rule, map);
    }

    private StopSpec? ReadAsha(GridMap map, long total)
    {
        const string There = $"{Where}.{Asha}";
        var factor = (int?)GridNumber.Whole(map, FactorKey, There, 2, 1000, errors) ?? 2;
        var least = GridNumber.Whole(map, MinKey, There, 1, total, errors);
        var guard = GridNumber.Share(map, GuardKey, There, errors);
        var mode = map.Find(ModeKey) is { } written ? GridWord.Read(written.Value, $"{There}.{ModeKey}", [Promote, Stop], errors) : Promote;
        var listed = map.Find(RungsKey)?.Value;
        if (listed is not null && map.Find(MinKey) is { } twin)
        {
            errors.Add(twin.Place, $"{There}.{MinKey}: found also {RungsKey}, at {listed.Place}; allowed: one of the two");
        }

        var levels = listed is not null ? _rungs.Read(listed, $"{There}.{RungsKey}", total)
            : least is { } first ? RungLevels.Geometric(first, total, factor)
            : RungLevels.Usual(total);
        if (levels is not { } rungs) { return null; }
        return new(StopKind.Asha)
        {
            Rungs = rungs,
            Factor = factor,
            Guard = guard ?? 0.8,
            Brackets = (int?)GridNumber.Whole(map, BracketsKey, There, 1, RungReader.MostBrackets(rungs.Length, factor), errors) ?? 1,
            Ends = mode == Stop,
            InFileOrder = IsInFileOrder(map, mode == Promote),
        };
    }

    /// <summary>Whether a grid's combinations begin in the file's order. Trials that are judged while they run always do.</summary>
    private bool IsInFileOrder(GridMap map, bool holds)
    {
        if (map.Find(OrderKey) is not { } written) { return false; }
        if (root.Find(GridKeys.Grid) is null || !holds)
        {
            errors.Add(
                written.Place,
                $"{Where}.{Asha}.{OrderKey}: found without a grid whose trials are held; "
                    + $"allowed: beside {GridKeys.Grid}, with {ModeKey}: {Promote}");
            return false;
        }

        return GridWord.Read(written.Value, $"{Where}.{Asha}.{OrderKey}", [Random, File], errors) == File;
    }

    private StopSpec? ReadMedian(GridMap map, long total)
    {
        const string There = $"{Where}.{Median}";
        var from = GridNumber.Whole(map, FromKey, There, 1, total, errors) ?? 1;
        var every = GridNumber.Whole(map, EveryKey, There, 1, total, errors) ?? 1;
        var trials = (int?)GridNumber.Whole(map, TrialsKey, There, 1, int.MaxValue, errors) ?? 5;
        var levels = _rungs.Every(map.Find(EveryKey)?.Value.Place ?? map.Place, $"{There}.{EveryKey}", from, every, total);
        return levels is { } rungs ? new(StopKind.Median) { Rungs = rungs, Trials = trials, From = from, Every = every } : null;
    }

    /// <summary>Refuses an objective whose first value is the last: until then there is nothing to compare.</summary>
    private void RefuseLateObjective(GridNode node)
    {
        if (schema.Metric(objective.Metric) is not { IsAtEnd: true }) { return; }
        var others = schema.Metrics.Where(metric => !metric.IsAtEnd).Select(metric => metric.Name);
        errors.Add(
            root.Find(GridKeys.Objective)?.Value.Place ?? node.Place,
            $"objective: found {objective.Metric} with {Where}, and trials report it only at their end; "
                + $"allowed: {string.Join(", ", others)}, or no {Key}");
    }

    private void RefuseRepeatable(GridMap section, StopSpec stop)
    {
        var (found, allowed) = stop.Kind is StopKind.Median ? (Median, $"{Key}: {Asha}") : ($"{ModeKey}: {Stop}", $"{ModeKey}: {Promote}");
        errors.Add(
            section.Find(RepeatableReader.Key)!.Value.Place,
            $"{RepeatableReader.Where}: found with {found}, which judges trials while they run; "
                + $"allowed: with {allowed}, which holds them");
    }
}
