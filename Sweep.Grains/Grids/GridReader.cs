using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads the top level of a grid and checks rules that concern the whole grid.</summary>
/// <param name="folder">The folder at which a relative path in the file starts.</param>
internal sealed partial class GridReader(GridMap root, TrainableSchema schema, string folder, int maxTrials, GridErrors errors)
{
    private const int LongestName = 64;
    private const string SeedsRule = "a list of distinct whole numbers from 0 to 2147483647, such as [1, 2, 3]";
    private const string FileOrder = "file";

    private static readonly string[] _orders = ["longest", FileOrder];

    /// <summary>Reads the sweep; the result is useless if there were errors.</summary>
    public SweepSpec Read()
    {
        var keys = GridKeys.Of(schema);
        foreach (var entry in root.Entries.Where(entry => !keys.Contains(entry.Key)))
        {
            errors.Add(entry.Place, Unknown(entry.Key, keys));
        }

        var objectiveNode = Value(GridKeys.Objective);
        var objective = new ObjectiveReader(schema, root.Place, errors).Read(objectiveNode);
        var space = new GridSpaceReader(schema, root.Place, errors)
            .Read(Value(GridKeys.Trial), Value(GridKeys.Grid), Value(GridKeys.Space));
        new RuleCheck(schema, errors).CheckObjective(objective, objectiveNode, space);
        var name = ReadName();
        var settings = schema.Settings.ToImmutableDictionary(setting => setting.Name, new SettingReader(root, folder, errors).Read);
        var corpus = settings.GetValueOrDefault(GridKeys.Corpus, "");
        var seeds = ReadSeeds();
        var search = new SearchReader(root, schema, space, seeds.Length, maxTrials, errors).Read();
        var spec = new SweepSpec(name, corpus, objective, seeds, space.Trial, space.Axes, schema)
        {
            OtherSettings = SweepSettings.HasOthers(schema) ? settings.Remove(GridKeys.Corpus) : null,
            Patience = new PatienceReader(root, schema, objective, errors).Read(),
            Search = search,
            Stop = new StopReader(root, schema, space, objective, errors).Read(search),
        };
        spec = spec with { InFileOrder = IsInFileOrder(spec) };
        spec = spec with { Claims = new ClaimReader(root, spec, errors).Read(Value(GridKeys.Claims)) };
        CheckCount(spec);
        return spec;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern { get; }

    private GridNode? Value(string key) => root.Find(key)?.Value;

    private string Unknown(string key, IReadOnlyList<string> keys) => schema.Find(key) is not null
        ? $"found the key '{key}' at the top; allowed: under trial, or as a list under grid"
        : $"found the key {Spelling.Quote(key)}; allowed: {string.Join(", ", keys)}{Spelling.Hint(key, keys)}";

    private string ReadName()
    {
        const string Allowed = "letters, digits and '-', the first not '-', at most 64 of them";
        var text = ReadText(GridKeys.Name, Allowed);
        if (text is not null && (text.Length > LongestName || !NamePattern.IsMatch(text)))
        {
            errors.Add(Value(GridKeys.Name)!.Place, $"name: found {Spelling.Quote(text)}; allowed: {Allowed}");
        }

        return text ?? "";
    }

    /// <summary>Reads a required text; null if it is missing.</summary>
    private string? ReadText(string key, string allowed)
    {
        if (Value(key) is GridScalar { Text: { Length: > 0 } text })
        {
            return text;
        }

        var node = Value(key);
        var problem = node is null ? $"found no key '{key}'; allowed: {key}: {allowed}" : $"{key}: found {node.Found}; allowed: {allowed}";
        errors.Add(node?.Place ?? root.Place, problem);
        return null;
    }

    private bool IsInFileOrder(SweepSpec spec)
    {
        if (Value(GridKeys.Order) is not { } node) { return false; }
        if (spec.Stop is { } stop)
        {
            var other = stop.Holds && spec.Search is null ? ", or order in the settings of search.stop.asha" : "";
            errors.Add(node.Place, $"{GridKeys.Order}: found with search.stop, which has an order of its own; allowed: without it{other}");
        }

        return GridWord.Read(node, GridKeys.Order, _orders, errors) == FileOrder;
    }

    private ImmutableArray<int> ReadSeeds()
    {
        if (Value(GridKeys.Seeds) is not { } node)
        {
            return [1];
        }

        if (node is not GridList { Items.Count: > 0 } list)
        {
            errors.Add(node.Place, $"seeds: found {node.Found}; allowed: {SeedsRule}");
            return [1];
        }

        var seeds = new OrderedDictionary<int, Place>();
        foreach (var item in list.Items)
        {
            if (item is not GridScalar { IsQuoted: false } scalar
                || !int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            {
                errors.Add(item.Place, $"seeds: found {item.Found}; allowed: {SeedsRule}");
            }
            else if (!seeds.TryAdd(seed, item.Place))
            {
                errors.Add(item.Place, $"seeds: found {item.Found}, which is {seed} a second time; allowed: every seed once");
            }
        }

        return [.. seeds.Keys];
    }

    private void CheckCount(SweepSpec spec)
    {
        var count = GridExpansion.Count(spec.Seeds.Length, spec.Axes.Select(axis => axis.Values.Length));
        if (count > maxTrials)
        {
            var factors = string.Join(
                " × ", [$"seeds {spec.Seeds.Length}", .. spec.Axes.Select(axis => $"{axis.Name} {axis.Values.Length}")]);
            var found = string.Create(CultureInfo.InvariantCulture, $"found {count:N0} trials ({factors})");
            var allowed = string.Create(CultureInfo.InvariantCulture, $"at most {maxTrials:N0}, or what --max-trials says");
            errors.Add(root.Find(GridKeys.Grid)?.Place ?? root.Find(GridKeys.Seeds)?.Place ?? root.Place, $"{found}; allowed: {allowed}");
        }
    }
}
