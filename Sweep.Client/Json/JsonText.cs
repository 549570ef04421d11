using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Grains.Trials;

namespace Sweep.Client.Json;

/// <summary>
/// Writes JSON documents: indented, names in snake case, times in ISO 8601. NaN and infinities, which JSON lacks, become null.
/// </summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,

        // Documents go to files and programs, never into HTML, so names and reasons can stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToText(this JsonNode node) => node.ToJsonString(_options);

    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    public static JsonObject? Point(MetricPoint? point) => point is { } known
        ? new() { ["metric"] = known.Metric, ["value"] = Number(known.Value), ["step"] = known.Step }
        : null;

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];
}
