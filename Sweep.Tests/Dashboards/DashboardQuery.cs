using System.Text.Json.Nodes;

namespace Sweep.Tests.Dashboards;

/// <summary>A question that a dashboard asks of a data source.</summary>
/// <param name="Dashboard">The dashboard's file name without ending.</param>
/// <param name="Place">The panel, variable or annotation that asks.</param>
/// <param name="Text">SQL or PromQL, as in the file.</param>
/// <param name="Panel">The panel; null where a variable or an annotation asks.</param>
internal sealed record DashboardQuery(string Dashboard, string Place, string Text, JsonObject? Panel)
{
    public const string Database = "sherlock-postgres";

    public const string Metrics = "sherlock-prometheus";

    /// <summary>All questions of all dashboards to one data source.</summary>
    public static IReadOnlyList<DashboardQuery> To(string dataSource) => [.. DashboardFiles.Names.SelectMany(name => Of(name, dataSource))];

    public override string ToString() => $"{Dashboard}: {Place}";

    private static IEnumerable<DashboardQuery> Of(string name, string dataSource)
    {
        var dashboard = DashboardFiles.Load(name);
        foreach (var variable in dashboard["templating"]!["list"]!.AsArray().Where(variable => IsFor(variable!, dataSource)))
        {
            var query = variable!["query"]!;
            yield return new(name, $"variable {variable["name"]}", (query as JsonObject)?["query"]!.ToString() ?? query.ToString(), null);
        }

        foreach (var annotation in dashboard["annotations"]!["list"]!.AsArray().Where(annotation => IsFor(annotation!, dataSource)))
        {
            yield return new(name, $"annotation {annotation!["name"]}", annotation["target"]!["rawSql"]!.ToString(), null);
        }

        foreach (var panel in DashboardFiles.Panels(dashboard))
        {
            foreach (var target in (panel["targets"]?.AsArray() ?? []).Where(target => IsFor(target!, dataSource)))
            {
                yield return new(name, $"panel {panel["title"]}", (target!["rawSql"] ?? target["expr"])!.ToString(), panel);
            }
        }
    }

    private static bool IsFor(JsonNode node, string dataSource) => node["datasource"]?["uid"]?.ToString() == dataSource;
}
