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
            ["mean"] = JsonText.Number(group.Mean),
            ["spread"] = JsonText.Number(group.Spread),
            ["seeds"] = JsonText.Array(group.Seeds.Select(value => new JsonObject { ["seed"] = value.Seed, ["value"] = JsonText.Number(value.Value) })),
        })),
    }));
}
