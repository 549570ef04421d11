using System.Globalization;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads the section <c>search</c>, and checks it together with the space.</summary>
/// <param name="root">The whole file.</param>
/// <param name="space">What varies; it has no errors of its own.</param>
/// <param name="seeds">The number of trials that each combination makes.</param>
/// <param name="maxTrials">A search with more trials is refused.</param>
internal sealed class SearchReader(GridMap root, TrainableSchema schema, GridSpace space, int seeds, int maxTrials, GridErrors errors)
{
    public const string SamplerKey = "sampler";
    public const string TrialsKey = "trials";
    public const string StartKey = "start";

    private const string SeedKey = "seed";
    private const string BudgetKey = "budget";
    private const string HoursKey = "hours";
    private const string StepsKey = "steps";
    private const string PatienceKey = "patience";
    private const string RepeatableKey = "repeatable";
    private const string LagKey = "lag";
    private const string NoiseKey = "noise";
    private const string RepeatableRule = "yes, no, or { lag: 8 }";
    private static readonly string[] _keys = [SamplerKey, TrialsKey, SeedKey, BudgetKey, PatienceKey, StartKey, RepeatableKey, NoiseKey];

    /// <returns>The search; null if the file has none.</returns>
    public SearchSpec? Read()
    {
        var node = root.Find(GridKeys.Search)?.Value;
        if (space.Searched.IsEmpty)
        {
            var place = node?.Place ?? root.Find(GridKeys.Space)?.Place;
            if (place is { } there && !errors.Any)
            {
                errors.Add(there, $"{GridKeys.Search}: found no space to search; allowed: beside space with one or more hyperparameters");
            }

            return null;
        }

        if (node is not (null or GridMap or GridScalar { IsEmpty: true }))
        {
            errors.Add(node.Place, $"{GridKeys.Search}: found {node.Found}; allowed: a mapping with {string.Join(", ", _keys)}");
            return null;
        }

        var map = node as GridMap ?? new GridMap(root.Find(GridKeys.Space)!.Place);
        GridKeyCheck.Run(map, GridKeys.Search, _keys, errors);
        var search = ReadNumbers(map);
        search = WithNoise(WithBudget(WithRepeatable(search, map), map), map);
        new SearchCheck(map, schema, space, seeds, maxTrials, errors).Run(search);

        // Whatever else ends it: if its trials fail at once, they cost nothing, and a budget is never used up.
        search = search with { Trials = search.Trials ?? maxTrials };
        return errors.Any ? search : search with { Start = new StartReader(schema, space, errors).Read(map.Find(StartKey)?.Value) };
    }

    private SearchSpec ReadNumbers(GridMap map)
    {
        var search = new SearchSpec(space.Searched)
        {
            Trials = (int?)Whole(map, TrialsKey, GridKeys.Search, 1, int.MaxValue),
            Seed = (int?)Whole(map, SeedKey, GridKeys.Search, 0, int.MaxValue) ?? 1,
            Patience = (int?)Whole(map, PatienceKey, GridKeys.Search, 1, int.MaxValue),
        };
        return map.Find(SamplerKey) is { } sampler
            ? search with { Sampler = GridWord.Read(sampler.Value, $"{GridKeys.Search}.{SamplerKey}", Samplers.Names, errors) }
            : search;
    }

    private SearchSpec WithBudget(SearchSpec search, GridMap map)
    {
        if (map.Find(BudgetKey)?.Value is not { } node) { return search; }
        var where = $"{GridKeys.Search}.{BudgetKey}";
        if (node is not GridMap budget)
        {
            errors.Add(node.Place, $"{where}: found {node.Found}; allowed: a mapping with {HoursKey}, {StepsKey}");
            return search;
        }

        GridKeyCheck.Run(budget, where, [HoursKey, StepsKey], errors);
        if (budget.Find(HoursKey) is { } hours && search.IsRepeatable)
        {
            errors.Add(
                hours.Place,
                $"{where}: found '{HoursKey}' in a repeatable search; allowed: {StepsKey}, which are the same on every machine");
        }

        return search with { Hours = Hours(budget, where), Steps = Whole(budget, StepsKey, where, 1, long.MaxValue) };
    }

    private double? Hours(GridMap budget, string where)
    {
        if (budget.Find(HoursKey)?.Value is not { } node) { return null; }
        if (double.TryParse((node as GridScalar)?.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours)
            && hours > 0 && double.IsFinite(hours))
        {
            return hours;
        }

        errors.Add(node.Place, $"{where}.{HoursKey}: found {node.Found}; allowed: a number above 0");
        return null;
    }

    private SearchSpec WithRepeatable(SearchSpec search, GridMap map)
    {
        if (map.Find(RepeatableKey)?.Value is not { } node) { return search; }
        var where = $"{GridKeys.Search}.{RepeatableKey}";
        switch (node)
        {
            case GridScalar { IsQuoted: false, Text: "yes" or "true" }:
                return search with { IsRepeatable = true };
            case GridScalar { IsQuoted: false, Text: "no" or "false" }:
                return search;
            case GridMap repeatable when repeatable.Find(LagKey) is not null:
                GridKeyCheck.Run(repeatable, where, [LagKey], errors);
                return search with { IsRepeatable = true, Lag = (int?)Whole(repeatable, LagKey, where, 1, int.MaxValue) };
            default:
                errors.Add(node.Place, $"{where}: found {node.Found}; allowed: {RepeatableRule}");
                return search;
        }
    }

    private SearchSpec WithNoise(SearchSpec search, GridMap map)
    {
        if (map.Find(NoiseKey)?.Value is not { } node) { return search; }
        var where = $"{GridKeys.Search}.{NoiseKey}";
        switch (node)
        {
            case GridScalar { IsQuoted: false, Text: "yes" or "true" } when !Samplers.LearnsNoise(search.Sampler):
                errors.Add(node.Place, $"{where}: found {node.Found} with sampler {search.Sampler}; allowed: with auto or gp");
                return search;
            case GridScalar { IsQuoted: false, Text: "yes" or "true" or "no" or "false" } scalar:
                return search with { IsNoisy = scalar.Text is "yes" or "true" };
            default:
                errors.Add(node.Place, $"{where}: found {node.Found}; allowed: yes or no");
                return search;
        }
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

        var range = most == long.MaxValue ? $"of {least} or more" : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        errors.Add(node.Place, $"{where}.{key}: found {node.Found}; allowed: a whole number {range}");
        return null;
    }
}
