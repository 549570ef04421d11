using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>The search space of a grid: the shared hyperparameters, and the axes along which the others vary.</summary>
/// <param name="Entries">Everything that the two sections set, with its places.</param>
internal sealed record SearchSpace(Hyperparameters Trial, ImmutableArray<GridAxis> Axes, IReadOnlyList<GridEntry> Entries);

/// <summary>Reads the sections <c>trial</c> and <c>grid</c>.</summary>
/// <param name="file">The place that an error names if the file has neither section.</param>
internal sealed class SpaceReader(TrainableSchema schema, Place file, GridErrors errors)
{
    /// <param name="trial">The section <c>trial</c>; null or empty means all defaults.</param>
    /// <param name="grid">The section <c>grid</c>; null or empty means one combination.</param>
    public SearchSpace Read(GridNode? trial, GridNode? grid)
    {
        var shared = Section(trial, GridKeys.Trial);
        var hyperparameters = shared.Aggregate(schema.Defaults, (sum, entry) => ReadShared(sum, entry));
        var varied = Section(grid, GridKeys.Grid);
        foreach (var (entry, twin) in varied.Join(shared, entry => entry.Key, entry => entry.Key, (entry, twin) => (entry, twin)))
        {
            errors.Add(entry.Place, $"grid.{entry.Key}: found also under trial, at {twin.Place}; allowed: one of the two");
        }

        var set = shared.Concat(varied).Select(entry => entry.Key).ToHashSet();
        foreach (var lacking in schema.Definitions.Where(one => one.IsRequired && !set.Contains(one.Name)))
        {
            errors.Add(
                trial?.Place ?? grid?.Place ?? file,
                $"found no value of {lacking.Name}, which has no default; allowed: under trial, or as a list under grid");
        }

        var space = new SearchSpace(hyperparameters, [.. varied.Select(ReadAxis).OfType<GridAxis>()], [.. shared, .. varied]);
        new RuleCheck(schema, errors).Check(space);
        return space;
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
        ReadValue(entry.Value, entry.Key, $"trial.{entry.Key}") is { } text
            ? schema.With(hyperparameters, entry.Key, text)
            : hyperparameters;

    private GridAxis? ReadAxis(GridEntry entry)
    {
        var where = $"grid.{entry.Key}";
        if (!schema.Find(entry.Key)!.IsTrained)
        {
            errors.Add(entry.Place, $"{where}: found an axis that changes nothing that is trained; allowed: one value, under trial");
            return null;
        }

        if (entry.Value is not GridList { Items.Count: > 0 } list)
        {
            errors.Add(
                entry.Value.Place,
                $"{where}: found {entry.Value.Found}; allowed: a list of one or more values, such as [{Example(entry)}]");
            return null;
        }

        var values = new OrderedDictionary<string, Place>();
        foreach (var item in list.Items)
        {
            if (ReadValue(item, entry.Key, where) is { } text && !values.TryAdd(text, item.Place))
            {
                errors.Add(item.Place, $"{where}: found {item.Found}, which is {text} a second time; allowed: every value once");
            }
        }

        return new GridAxis(entry.Key, [.. values.Keys]);
    }

    private string Example(GridEntry entry) =>
        entry.Value is GridScalar { IsQuoted: false, Text: var one } && schema.Find(entry.Key)!.TryRead(one, out _)
            ? one
            : Example(schema.Find(entry.Key)!);

    /// <summary>A value that an error suggests: the default, or one that is allowed if there is no default.</summary>
    private static string Example(HyperparameterDefinition definition) => definition.IsRequired
        ? definition.Words.Concat(["1", "0.5", "0", "-1"]).FirstOrDefault(text => definition.TryRead(text, out _)) ?? "…"
        : HyperparameterText.Write(definition.Default);

    /// <summary>A value's canonical text, or null if it is wrong.</summary>
    private string? ReadValue(GridNode node, string name, string where)
    {
        var field = schema.Find(name)!;
        var scalar = node as GridScalar;
        if (scalar is null
            || (scalar.IsQuoted && !field.IsWord)
            || !field.TryRead(scalar.Text, out var value)
            || !field.IsComputable(value))
        {
            errors.Add(node.Place, $"{where}: {field.Problem(node.Found, scalar?.Text ?? "")}");
            return null;
        }

        return HyperparameterText.Write(value);
    }
}
