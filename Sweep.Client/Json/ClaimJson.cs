using System.Text.Json.Nodes;
using Sweep.Client.Claims;

namespace Sweep.Client.Json;

/// <summary>Writes verdicts on claims as JSON for scripts; the names are a contract.</summary>
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
            ["seeds"] = JsonText.Array(
                group.Seeds.Select(value => new JsonObject { ["seed"] = value.Seed, ["value"] = Value(value.Value) })),
        })),
    }));

    /// <summary>Writes the infinite values of diverged trials as text, as CSV does; null means that the value is missing.</summary>
    private static JsonNode? Value(double value) => value switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => JsonText.Number(value),
    };
}
