using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads the sections <c>trial</c>, <c>grid</c> and <c>space</c>.</summary>
/// <param name="file">The place that an error names if the file has none of the sections.</param>
internal sealed class GridSpaceReader(TrainableSchema schema, Place file, GridErrors errors)
{
    private readonly ValueReader _values = new(schema, errors);

    /// <param name="trial">The section <c>trial</c>; null or empty means all defaults.</param>
    /// <param name="grid">The section <c>grid</c>; null or empty means one combination.</param>
    /// <param name="space">The section <c>space</c>; null or empty means that nothing is searched.</param>
    public GridSpace Read(GridNode? trial, GridNode? grid, GridNode? space)
    {
        var shared = Section(trial, GridKeys.Trial);
        var hyperparameters = shared.Aggregate(schema.Defaults, (sum, entry) => ReadShared(sum, entry));
        var varied = Section(grid, GridKeys.Grid);
        var searched = Section(space, GridKeys.Space);
        RefuseTwins(GridKeys.Grid, varied, shared);
        RefuseTwins(GridKeys.Space, searched.Where(entry => !IsConditional(entry)), shared);
        if (varied.Count > 0 && searched.Count > 0)
        {
            errors.Add(space!.Place, $"{GridKeys.Space}: found also a grid, at {grid!.Place}; allowed: one of the two");
        }

        IReadOnlyList<GridEntry> all = [.. shared, .. varied, .. searched];
        RequireAll(trial?.Place ?? grid?.Place ?? space?.Place ?? file, all, searched.Count > 0 ? "under space" : "as a list under grid");
        var axes = varied.Where(entry => IsTrained(entry, GridKeys.Grid)).Select(ReadAxis).OfType<GridAxis>();
        var readers = searched.Where(entry => IsTrained(entry, GridKeys.Space)).ToList();
        var ranges = new SpaceAxisReader(schema, errors);
        var result = new GridSpace(hyperparameters, [.. axes], [.. readers.Select(ranges.Read).OfType<SpaceAxis>()], all);
        new RuleCheck(schema, errors).Check(result);
        return result;
    }

    private static bool IsConditional(GridEntry entry) => entry.Value is GridMap map && map.Find(SpaceAxisReader.WhenKey) is not null;

    private void RefuseTwins(string section, IEnumerable<GridEntry> varied, IEnumerable<GridEntry> shared)
    {
        foreach (var (entry, twin) in varied.Join(shared, entry => entry.Key, entry => entry.Key, (entry, twin) => (entry, twin)))
        {
            errors.Add(entry.Place, $"{section}.{entry.Key}: found also under trial, at {twin.Place}; allowed: one of the two");
        }
    }

    private void RequireAll(Place place, IEnumerable<GridEntry> entries, string elsewhere)
    {
        var set = entries.Select(entry => entry.Key).ToHashSet();
        foreach (var lacking in schema.Definitions.Where(one => one.IsRequired && !set.Contains(one.Name)))
        {
            errors.Add(place, $"found no value of {lacking.Name}, which has no default; allowed: under trial, or {elsewhere}");
        }
    }

    /// <summary>The entries of a section whose keys are hyperparameters.</summary>
    private List<GridEntry> Section(GridNode? node, string section)
    {
        if (node is null or GridScalar { IsEmpty: true })
        {
            return [];
        }

        if (node is not GridMap map)
        {
            errors.Add(node.Place, $"{section}: found {node.Found}; allowed: a mapping of hyperparameters");
            return [];
        }

        foreach (var entry in map.Entries.Where(entry => schema.Find(entry.Key) is null))
        {
            errors.Add(entry.Place, entry.Key is "seed" or GridKeys.Seeds
                ? $"{section}: found the key '{entry.Key}'; allowed: seeds at the top of the file, such as seeds: [1, 2]"
                : $"{section}: {schema.UnknownName(entry.Key)}");
        }

        return [.. map.Entries.Where(entry => schema.Find(entry.Key) is not null)];
    }

    private Hyperparameters ReadShared(Hyperparameters hyperparameters, GridEntry entry) =>
        _values.Read(entry.Value, entry.Key, $"trial.{entry.Key}") is { } text
            ? schema.With(hyperparameters, entry.Key, text)
            : hyperparameters;

    private bool IsTrained(GridEntry entry, string section)
    {
        var isTrained = schema.Find(entry.Key)!.IsTrained;
        if (!isTrained)
        {
            errors.Add(
                entry.Place,
                $"{section}.{entry.Key}: found an axis that changes nothing that is trained; allowed: one value, under trial");
        }

        return isTrained;
    }

    private GridAxis? ReadAxis(GridEntry entry)
    {
        var where = $"grid.{entry.Key}";
        if (entry.Value is not GridList { Items.Count: > 0 } list)
        {
            errors.Add(
                entry.Value.Place,
                $"{where}: found {entry.Value.Found}; allowed: a list of one or more values, such as [{Example(entry)}]");
            return null;
        }

        return new GridAxis(entry.Key, [.. _values.ReadList(list, entry.Key, where)]);
    }

    private string Example(GridEntry entry) =>
        entry.Value is GridScalar { IsQuoted: false, Text: var one } && schema.Find(entry.Key)!.TryRead(one, out _)
            ? one
            : Example(schema.Find(entry.Key)!);

    /// <summary>A value that an error suggests: the default, or one that is allowed if there is no default.</summary>
    private static string Example(HyperparameterDefinition definition) => definition.IsRequired
        ? definition.Words.Concat(["1", "0.5", "0", "-1"]).FirstOrDefault(text => definition.TryRead(text, out _)) ?? "…"
        : HyperparameterText.Write(definition.Default);
}
