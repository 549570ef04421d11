using System.Text.Json.Nodes;

namespace Sweep.Tests.Dashboards;

/// <summary>The values that a dashboard's variables have when it is opened: of a question, the first of its answers.</summary>
internal static class DashboardVariables
{
    public static async Task<GrafanaText> ResolveAsync(string dashboard, DashboardRig rig)
    {
        var values = new Dictionary<string, string>();
        var text = new GrafanaText(values, rig.Started, rig.Started.AddHours(1));
        foreach (var variable in DashboardFiles.Load(dashboard)["templating"]!["list"]!.AsArray().Select(node => node!.AsObject()))
        {
            values[variable["name"]!.ToString()] = await ValueAsync(variable, text, rig);
        }

        return text;
    }

    private static async Task<string> ValueAsync(JsonObject variable, GrafanaText text, DashboardRig rig)
    {
        if (variable["type"]!.ToString() != "query") { return variable["current"]!["value"]!.ToString(); }
        if (variable["datasource"]!["uid"]!.ToString() == DashboardQuery.Metrics) { return variable["allValue"]!.ToString(); }
        var answer = await Answer.OfAsync(rig.Reader, text.Sql(variable["query"]!.ToString()));
        Assert.NotEmpty(answer.Rows);
        return answer.Rows[0][answer.Columns.Contains("__value") ? answer.Columns.IndexOf("__value") : 0]!.ToString()!;
    }
}
