using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Workbench;

/// <summary>Writes what can be trained: for people, and as JSON.</summary>
internal static class TrainableListing
{
    public static string Json(IEnumerable<TrainableSchema> schemas) =>
        new JsonArray([.. schemas.Select(schema => JsonNode.Parse(schema.ToJson()))]).ToJsonString(new() { WriteIndented = true });

    public static string Text(IEnumerable<TrainableSchema> schemas) => string.Join("\n", schemas.Select(Text));

    private static string Text(TrainableSchema schema)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{schema.Id}\n");
        Add(text, "settings", schema.Settings.Select(one => (one.Name, Describe(one))));
        Add(text, "hyperparameters", schema.Definitions.Select(one => (one.Name, Describe(one))));
        Add(text, "metrics", schema.Metrics.Select(one => (one.Name, Describe(one))));
        Add(text, "resource", [(schema.Resource.Name, Describe(schema.Resource))]);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string title, IEnumerable<(string Name, string Says)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) { return; }
        var width = all.Max(row => row.Name.Length);
        text.Append(CultureInfo.InvariantCulture, $"  {title}:\n");
        foreach (var (name, says) in all) { text.Append($"    {name.PadRight(width)}  {says}".TrimEnd()).Append('\n'); }
    }

    private static string Describe(HyperparameterDefinition one) => one.IsRequired
        ? $"{HyperparameterText.Allowed(one)}; required"
        : $"{HyperparameterText.Allowed(one)}; default {HyperparameterText.Write(one.Default)}";

    private static string Describe(MetricDefinition one) =>
        string.Join(": ", ((string?[])[one.Goal?.ToString().ToLowerInvariant(), one.Description]).OfType<string>())
            + (one.IsAtEnd ? " Reported at a trial's end." : "");

    private static string Describe(ResourceDefinition one) => one switch
    {
        { Hyperparameter: { } name } => $"total: {name}",
        { Number: { } number } => string.Create(CultureInfo.InvariantCulture, $"total: {number}"),
        _ => "the training itself decides when it is done",
    };
}
