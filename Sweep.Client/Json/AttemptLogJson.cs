using System.Text.Json.Nodes;
using Sweep.Grains.Storage;

namespace Sweep.Client.Json;

/// <summary>Writes the log of an attempt as JSON for scripts; the names are a contract.</summary>
internal static class AttemptLogJson
{
    /// <param name="trial">The trial's name on the command line.</param>
    /// <param name="log">The log; null if the trial has none.</param>
    /// <param name="kept">The attempts whose logs are kept.</param>
    public static JsonObject Of(string trial, AttemptLog? log, IEnumerable<int> kept) => new()
    {
        ["trial"] = trial,
        ["attempt"] = log?.Attempt,
        ["attempts_with_log"] = JsonText.Array(kept.Select(attempt => JsonValue.Create(attempt))),
        ["log"] = log?.Text,
    };
}
