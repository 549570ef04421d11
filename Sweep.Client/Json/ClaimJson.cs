using System.Text.Json.Nodes;
using Sweep.Client.Claims;

namespace Sweep.Client.Json;

/// <summary>What became of claims, as scripts read it; the names are a contract.</summary>
internal static class ClaimJson
{
    public static JsonArray Of(IEnumerable<ClaimFinding> findings) => JsonText.Array(findings.Select(finding => new JsonObject
    {
        ["says"] = finding.Says,
        ["verdict"] = finding.Verdict.ToString().ToLowerInvariant(),
        ["reason"] = finding.Reason,
        ["groups"] = JsonText.Array(finding.Groups.Select(group => new JsonObject
        {
            ["label"] = group.Label,
            ["mean"] = Value(group.Mean),
            ["spread"] = JsonText.Number(group.Spread),
            ["seeds"] = JsonText.Array(group.Seeds.Select(value => new JsonObject { ["seed"] = value.Seed, ["value"] = Value(value.Value) })),
        })),
    }));

    /// <summary>Infinite ones, of trials that diverged, as CSV writes them: null is what is missing.</summary>
    private static JsonNode? Value(double value) => value switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => JsonText.Number(value),
    };
}
