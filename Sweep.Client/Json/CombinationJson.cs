using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Client.Ranking;
using Sweep.Grains.Storage;

namespace Sweep.Client.Json;

/// <summary>
/// Writes a ranked combination as JSON for scripts: the fields of its best trial, so that a script finds the winner in the same place
/// whatever the number of seeds, and what was measured over the seeds. The names are a contract.
/// </summary>
internal static class CombinationJson
{
    public static JsonArray List(SweepSummary sweep, IEnumerable<RankedCombination> combinations) =>
        JsonText.Array(combinations.Select(combination => Of(sweep, combination)));

    private static JsonObject Of(SweepSummary sweep, RankedCombination combination)
    {
        var json = TrialJson.Ranked(sweep, combination.Best);
        json["combination"] = new JsonObject
        {
            ["mean"] = JsonText.Number(combination.Mean),
            ["standard_deviation"] = JsonText.Number(combination.Deviation),
            ["seeds"] = combination.Seeds,
            ["seeds_with_value"] = combination.Measured,
            ["trials"] = JsonText.Array(combination.Trials.Select(trial => new JsonObject
            {
                ["trial"] = new SweepReference(sweep.Folder, trial.Id.Number).ToString(),
                ["seed"] = trial.Seed,
                ["status"] = trial.Status.ToString(),
                ["best"] = JsonText.Point(trial.Best),
            })),
        };
        return json;
    }
}
