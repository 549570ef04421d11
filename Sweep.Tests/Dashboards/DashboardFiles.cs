using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Dashboards;

/// <summary>The files of <c>deploy/grafana</c>.</summary>
internal static partial class DashboardFiles
{
    public static string Folder { get; } = Path.Combine(Repository.Folder, "deploy", "grafana");

    /// <summary>The dashboards' file names without ending.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(Folder, "dashboards"), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static TheoryData<string> AllNames => [.. Names];

    public static string Text(string dashboard) => File.ReadAllText(Path.Combine(Folder, "dashboards", $"{dashboard}.json"));

    public static JsonObject Load(string dashboard) => JsonNode.Parse(Text(dashboard))!.AsObject();

    /// <summary>All panels, rows among them, and those inside of rows that are folded.</summary>
    public static IEnumerable<JsonObject> Panels(JsonObject dashboard) =>
        dashboard["panels"]!.AsArray().SelectMany(panel => (panel!["panels"]?.AsArray() ?? []).Prepend(panel))
            .Select(panel => panel!.AsObject());

    /// <summary>Everything that a dashboard or a part of it links to.</summary>
    public static IEnumerable<string> Urls(JsonNode? node) => node switch
    {
        JsonObject entries => entries.SelectMany(entry => entry.Key == "url" ? [entry.Value!.ToString()] : Urls(entry.Value)),
        JsonArray items => items.SelectMany(Urls),
        _ => [],
    };

    /// <summary>The names of the variables that a text asks for: <c>${name}</c>, <c>${name:format}</c> or <c>$name</c>.</summary>
    public static IEnumerable<string> VariablesOf(string text) =>
        Variable().Matches(text).Select(match => match.Groups["braced"].Value + match.Groups["bare"].Value)
            .Where(name => !name.StartsWith("__", StringComparison.Ordinal));

    [GeneratedRegex(@"\$\{(?<braced>\w+)(:[^}]+)?\}|\$(?<bare>\w+)")]
    private static partial Regex Variable();
}
