using System.Text.Json.Nodes;
using Sweep.Grains.Search.Simulation;

namespace Sweep.Client.Json;

/// <summary>Writes what searches found as JSON for scripts; the names are a contract.</summary>
internal static class SearchBenchJson
{
    public static JsonArray Bars(IEnumerable<SearchBenchRow> rows) => JsonText.Array(rows.Select(row => new JsonObject
    {
        ["what"] = row.Bar.What,
        ["mean"] = JsonText.Number(row.Mean),
        ["standard_error"] = JsonText.Number(row.Error),
        ["seeds"] = row.Seeds,
        [row.Bar.IsExact ? "expected" : "bar"] = JsonText.Number(row.Bar.Most),
        ["duplicates"] = row.Duplicates,
        ["reached"] = row.IsReached,
    }));

    public static JsonObject Comparison(TableTask task, bool isMaximized, IEnumerable<TableSearchRow> rows) => new()
    {
        ["combinations"] = task.Values.Count,
        ["best"] = JsonText.Number(isMaximized ? -task.Optimum : task.Optimum),
        ["searches"] = JsonText.Array(rows.Select(row => new JsonObject
        {
            ["sampler"] = row.Sampler,
            ["trials"] = row.Trials,
            ["mean_best"] = JsonText.Number(isMaximized ? -row.Best : row.Best),
            ["standard_error"] = JsonText.Number(row.Error),
            ["regret"] = JsonText.Number(row.Regret),
            ["random_regret"] = JsonText.Number(row.RandomRegret),
        })),
    };
}
