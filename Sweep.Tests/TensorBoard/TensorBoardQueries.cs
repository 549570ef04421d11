using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Tests.Tools;

namespace Sweep.Tests.TensorBoard;

/// <summary>What TensorBoard's pages ask its server.</summary>
internal static class TensorBoardQueries
{
    /// <summary>A scalar's points; none if the run lacks it.</summary>
    public static async Task<List<(long Step, float Value)>> SeriesAsync(this TensorBoardServer server, string run, string tag) =>
        await server.TryAsync("scalars/scalars", run, tag) is { } points
            ? [.. points.AsArray().Select(point => ((long)point![1]!, (float)Number(point[2]!)))]
            : [];

    public static Task<List<(long Step, float Value)>> SeriesUntilAsync(
        this TensorBoardServer server, string run, string tag, Func<List<(long Step, float Value)>, bool> isReached) =>
        Patience.UntilAsync($"as wanted in TensorBoard: {tag} of {run}", () => server.SeriesAsync(run, tag), isReached);

    /// <summary>Each step's histogram: rows of left edge, right edge and count.</summary>
    public static async Task<List<(long Step, double[][] Rows)>> HistogramsAsync(this TensorBoardServer server, string run, string tag) =>
        [.. (await server.AskAsync("histograms/histograms", run, tag)).AsArray().Select(point => ((long)point![1]!, Rows(point[2]!)))];

    /// <summary>Texts as HTML.</summary>
    public static async Task<List<(long Step, string Html)>> TextsAsync(this TensorBoardServer server, string run, string tag) =>
        [.. (await server.AskAsync("text/text", run, tag)).AsArray().Select(text => ((long)text!["step"]!, (string)text["text"]!))];

    /// <summary>The scalar tags of a run with their descriptions, as HTML.</summary>
    public static async Task<Dictionary<string, string>> DescriptionsAsync(this TensorBoardServer server, string run) =>
        (await server.JsonAsync("/data/plugin/scalars/tags"))![run]!.AsObject()
            .ToDictionary(tag => tag.Key, tag => (string)tag.Value!["description"]!);

    /// <summary>The rows of the HParams table.</summary>
    /// <param name="columns">Filters and orders, as the view sends them.</param>
    public static async Task<List<JsonNode>> SessionsAsync(this TensorBoardServer server, params JsonObject[] columns)
    {
        var request = new JsonObject
        {
            ["allowedStatuses"] = new JsonArray("STATUS_SUCCESS", "STATUS_FAILURE", "STATUS_UNKNOWN"),
            ["colParams"] = new JsonArray([.. columns]),
            ["startIndex"] = 0,
            ["sliceSize"] = 100,
        };
        var answer = await server.HParamsAsync("session_groups", request);
        return [.. answer["sessionGroups"]!.AsArray().Select(session => session!)];
    }

    public static double Number(JsonNode value) => value.GetValueKind() is System.Text.Json.JsonValueKind.String
        ? double.Parse((string)value!, CultureInfo.InvariantCulture)
        : (double)value;

    private static async Task<JsonNode> AskAsync(this TensorBoardServer server, string what, string run, string tag)
    {
        var answer = await server.TryAsync(what, run, tag);
        Assert.True(answer is not null, $"{run} has no {tag}.");
        return answer;
    }

    private static Task<JsonNode?> TryAsync(this TensorBoardServer server, string what, string run, string tag) =>
        server.JsonAsync($"/data/plugin/{what}?tag={Uri.EscapeDataString(tag)}&run={Uri.EscapeDataString(run)}");

    private static double[][] Rows(JsonNode rows) =>
        [.. rows.AsArray().Select(row => row!.AsArray().Select(value => Number(value!)).ToArray())];
}
