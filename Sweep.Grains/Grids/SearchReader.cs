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
    private const string NoiseKey = "noise";
    private static readonly string[] _keys =
        [SamplerKey, TrialsKey, SeedKey, BudgetKey, PatienceKey, StartKey, StopReader.Key, RepeatableReader.Key, NoiseKey];

    /// <returns>The search; null if the file has none.</returns>
    public SearchSpec? Read()
    {
        var node = root.Find(GridKeys.Search)?.Value;
        if (space.Searched.IsEmpty)
        {
            CheckBesideGrid(node);
            return null;
        }

        if (node is not (null or GridMap or GridScalar { IsEmpty: true }))
        {
            errors.Add(node.Place, $"{GridKeys.Search}: found {node.Found}; allowed: a mapping with {string.Join(", ", _keys)}");
            return null;
        }

        var map = node as GridMap ?? new GridMap(root.Find(GridKeys.Space)!.Place);
        GridKeyCheck.Run(map, GridKeys.Search, _keys, errors);
        var (isRepeatable, lag) = RepeatableReader.Read(map, errors);
        var search = WithNoise(WithBudget(ReadNumbers(map) with { IsRepeatable = isRepeatable, Lag = lag }, map), map);
        new SearchCheck(map, schema, space, seeds, maxTrials, errors).Run(search);

        // Whatever else ends it: if its trials fail at once, they cost nothing, and a budget is never used up.
        search = search with { Trials = search.Trials ?? maxTrials };
        return errors.Any ? search : search with { Start = new StartReader(schema, space, errors).Read(map.Find(StartKey)?.Value) };
    }

    /// <summary>Without a space, the section may say how the trials of a grid are stopped early, and nothing else.</summary>
    private void CheckBesideGrid(GridNode? node)
    {
        var empty = root.Find(GridKeys.Space);
        if (empty is null && node is GridMap map && map.Find(StopReader.Key) is not null)
        {
            GridKeyCheck.Run(map, $"{GridKeys.Search} beside a grid", [StopReader.Key, RepeatableReader.Key], errors);
        }
        else if ((node?.Place ?? empty?.Place) is { } place && !errors.Any)
        {
            errors.Add(place, $"{GridKeys.Search}: found no space to search; allowed: beside space with one or more hyperparameters");
        }
    }

    private SearchSpec ReadNumbers(GridMap map)
    {
        var search = new SearchSpec(space.Searched)
        {
            Trials = (int?)GridNumber.Whole(map, TrialsKey, GridKeys.Search, 1, int.MaxValue, errors),
            Seed = (int?)GridNumber.Whole(map, SeedKey, GridKeys.Search, 0, int.MaxValue, errors) ?? 1,
            Patience = (int?)GridNumber.Whole(map, PatienceKey, GridKeys.Search, 1, int.MaxValue, errors),
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

        return search with { Hours = Hours(budget, where), Steps = GridNumber.Whole(budget, StepsKey, where, 1, long.MaxValue, errors) };
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
}
