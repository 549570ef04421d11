using System.Text.Json.Nodes;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Json;

/// <summary>Writes the decisions of a search as JSON for scripts; the names are a contract.</summary>
internal static class DecisionJson
{
    /// <param name="hasTimes">Whether it says when they were made. Without it, a repeated search gives the same bytes.</param>
    public static JsonArray List(IEnumerable<SearchDecision> decisions, bool hasTimes) =>
        JsonText.Array(decisions.Select(decision => One(decision, hasTimes)));

    /// <inheritdoc cref="List"/>
    public static JsonObject One(SearchDecision decision, bool hasTimes)
    {
        var json = new JsonObject
        {
            ["number"] = decision.Number,
            ["kind"] = decision.Kind.ToString(),
            ["trial"] = decision.Trial,
            ["combination"] = decision.Cell is { } cell ? JsonNode.Parse(cell) : null,
            ["reason"] = JsonNode.Parse(decision.Reason),
        };
        if (decision.Level is { } level) { json["level"] = level; }
        if (decision.Tick is { } tick) { json["tick"] = tick; }
        if (hasTimes) { json["time"] = decision.Time; }
        return json;
    }
}
