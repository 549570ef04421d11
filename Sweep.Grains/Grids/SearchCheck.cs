using System.Globalization;
using System.Numerics;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Checks that a search can run over its space, and that it ends.</summary>
/// <param name="map">The section <c>search</c>.</param>
/// <param name="seeds">The number of trials that each combination makes.</param>
internal sealed class SearchCheck(GridMap map, TrainableSchema schema, GridSpace space, int seeds, int maxTrials, GridErrors errors)
{
    private const string Ends = "trials: 64, patience, or a budget";

    public void Run(SearchSpec search)
    {
        // Most of these would follow from an error in the space.
        if (errors.Any) { return; }
        new ConditionCheck(schema, space.Entries, errors).Run(space.Searched);
        if (errors.Any) { return; }
        BigInteger? combinations;
        try
        {
            combinations = new TrialSpace(schema, space.Trial, space.Searched).Space.Count;
        }
        catch (SherlockException exception)
        {
            errors.Add(map.Place, $"{GridKeys.Space}: {exception.Message}");
            return;
        }

        CheckSpace(search, combinations);
        CheckEnd(search, combinations * seeds);
    }

    private void CheckSpace(SearchSpec search, BigInteger? combinations)
    {
        if (combinations == 1)
        {
            errors.Add(map.Place, $"{GridKeys.Space}: found one combination; allowed: two or more, because a search has to choose");
        }

        if (Samplers.Obstacle(search.Sampler, space.Searched.Length) is { } obstacle)
        {
            errors.Add(map.Find(SearchReader.SamplerKey)?.Value.Place ?? map.Place, $"{Where(SearchReader.SamplerKey)}: {obstacle}");
        }
    }

    private void CheckEnd(SearchSpec search, BigInteger? all)
    {
        var (place, most) = (map.Find(SearchReader.TrialsKey)?.Value.Place ?? map.Place, (BigInteger?)search.Trials ?? all);
        var isEnded = search is not { Trials: null, Hours: null, Steps: null, Patience: null };
        if (search.Trials < seeds)
        {
            errors.Add(place, $"{Where(SearchReader.TrialsKey)}: found {search.Trials} for {seeds} seeds; allowed: {seeds} or more");
        }
        else if (map.Find(SearchReader.StartKey)?.Value is GridList start
            && (long)start.Items.Count * seeds > (search.Trials ?? long.MaxValue))
        {
            errors.Add(
                start.Place,
                $"{Where(SearchReader.StartKey)}: found {start.Items.Count} combinations for {search.Trials} trials; allowed: more trials");
        }
        else if (search.Trials is { } trials ? trials > maxTrials : !isEnded && !(most <= maxTrials))
        {
            var found = search.Trials is null
                ? "found no end"
                : string.Create(CultureInfo.InvariantCulture, $"found {search.Trials:N0} trials");
            var allowed = search.Trials is null
                ? Ends
                : string.Create(CultureInfo.InvariantCulture, $"at most {maxTrials:N0}, or what --max-trials says");
            errors.Add(place, $"{GridKeys.Search}: {found}; allowed: {allowed}");
        }
    }

    private static string Where(string key) => $"{GridKeys.Search}.{key}";
}
