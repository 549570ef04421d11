using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Sweep.Tests.EndToEnd;

/// <summary>What <c>export --format json</c> tells of a sweep, made comparable.</summary>
internal static class Exported
{
    /// <summary>Every trial's status, hash and series, except those that measure time.</summary>
    public static async Task<string> ResultsAsync(string data)
    {
        var trials = Trials(await EmbeddedProgram.JsonAsync("export", "tiny", "--format", "json", "--data", data));
        return string.Join('\n', trials.Select(trial => $"{trial["trial"]} {trial["status"]} {trial["weights_hash"]} {Series(trial)}"));
    }

    /// <summary>
    /// Every trial's best and newest checkpoint, which are two different ones: their steps, and the hashes of their files.
    /// </summary>
    public static async Task<string> CheckpointsAsync(string data)
    {
        var trials = Trials(await EmbeddedProgram.JsonAsync("export", "tiny", "--format", "json", "--data", data));
        return string.Join('\n', trials.Select((trial, index) =>
        {
            var folder = Path.Combine(data, "checkpoints", "tiny", FormattableString.Invariant($"trial-{index + 1:D4}"));
            var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
            long[] steps = [trial["best"]!["step"]!.GetValue<long>(), trial["step"]!.GetValue<long>()];
            Assert.Equal(steps.Select(step => FormattableString.Invariant($"step-{step:D9}")), files.Select(Step));
            return string.Join('\n', files.Select(
                file => $"{Step(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));
        }));

        static string Step(string path) => Path.GetFileName(path).Split("-attempt")[0];
    }

    /// <summary>The trials of an exported document.</summary>
    public static IReadOnlyList<JsonObject> Trials(JsonNode document) =>
        [.. (document as JsonArray ?? document["trials"]!.AsArray()).Select(trial => trial!.AsObject())];

    /// <summary>One series of a trial.</summary>
    public static List<(long Step, double Value)> Points(JsonNode trial, string metric) =>
        [.. trial["series"]![metric]!.AsArray().Select(point => (point!["step"]!.GetValue<long>(), point["value"]!.GetValue<double>()))];

    /// <summary>Every series of a trial, except those that measure time.</summary>
    public static string Series(JsonObject trial)
    {
        var series = trial["series"]!.DeepClone().AsObject();
        series.Remove("perf/steps_per_second");
        return series.ToJsonString();
    }
}
