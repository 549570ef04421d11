using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Sweep.Tests.Dashboards;

/// <summary>What Grafana is told at its start.</summary>
public sealed class ProvisioningTests
{
    [Fact]
    public void DataSources_ThatDashboardsName_AreProvidedWithTheirType()
    {
        var provided = Sources().ToDictionary(source => (string)source["uid"], source => (string)source["type"]);

        Assert.Equal(["sherlock-postgres", "sherlock-prometheus"], provided.Keys.Order(StringComparer.Ordinal));
        Assert.All(DashboardFiles.Names.SelectMany(name => References(DashboardFiles.Load(name))), reference =>
            Assert.Equal(provided[reference["uid"]!.ToString()], reference["type"]!.ToString()));
    }

    [Fact]
    public void Database_IsNamedWhereGrafanaLooksForIt()
    {
        var source = Sources().Single(source => (string)source["type"] == "grafana-postgresql-datasource");

        Assert.Equal("${GRAFANA_DATABASE}", Map(source["jsonData"])["database"]);
        Assert.False(source.ContainsKey("database"));
        Assert.Equal("${GRAFANA_DATABASE_PASSWORD}", Map(source["secureJsonData"])["password"]);
    }

    // A person that wires Grafana reads which variables it takes at the top of the file.
    [Fact]
    public void DataSources_TakeFromTheEnvironment_WhatTheFileSays()
    {
        var text = File.ReadAllText(PathOf("datasources"));
        var asked = DashboardFiles.VariablesOf(string.Concat(text.Split('\n').Where(line => !line.TrimStart().StartsWith('#'))))
            .Order(StringComparer.Ordinal);
        var said = text.Split('\n').Where(line => line.StartsWith("#   ", StringComparison.Ordinal))
            .Select(line => line[4..].Split(' ')[0]).Order(StringComparer.Ordinal);

        Assert.Equal(said, asked);
    }

    [Fact]
    public void Dashboards_AreReadFromOneFolder()
    {
        var provider = Map(Assert.Single((List<object>)Read("dashboards")["providers"]));

        Assert.Equal("file", provider["type"]);
        Assert.Equal("/etc/grafana/dashboards", Map(provider["options"])["path"]);
    }

    private static IEnumerable<Dictionary<object, object>> Sources() => ((List<object>)Read("datasources")["datasources"]).Select(Map);

    private static Dictionary<object, object> Read(string folder) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(PathOf(folder)));

    private static string PathOf(string folder) => Path.Combine(DashboardFiles.Folder, "provisioning", folder, "sherlock.yaml");

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    private static IEnumerable<JsonObject> References(JsonNode? node) => node switch
    {
        JsonObject entries => entries.SelectMany(entry => entry.Key == "datasource" ? [entry.Value!.AsObject()] : References(entry.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
