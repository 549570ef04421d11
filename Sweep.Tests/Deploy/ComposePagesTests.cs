using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Sweep.Silo.Serving;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Deploy;

/// <summary>Prometheus and Grafana find in their containers what their own files ask for.</summary>
public sealed class ComposePagesTests
{
    private readonly ComposeFile _compose = ComposeFile.Load();

    [Fact]
    public void Prometheus_ScrapesTheSilosOnTheirHttpPortAndFindsItsRules()
    {
        var path = Option("prometheus", "--config.file=");
        var configuration = YamlNodes.Read(File.ReadAllText(_compose.Source("prometheus", path)!));
        var http = ServePorts.Read(new(_ => null, _ => null, new ConfigurationBuilder().Build().GetSection(ServeFlag.Section))).Http;

        var targets = configuration.At("scrape_configs").List()
            .SelectMany(job => job.At("static_configs").List()).SelectMany(one => one.At("targets").Texts());
        Assert.Equal(["silo-1", "silo-2"], targets.Select(target => target.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.All(
            targets, target => Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $":{http}"), target, StringComparison.Ordinal));
        foreach (var rules in configuration.At("rule_files").Texts().Select(pattern => Path.Combine(Path.GetDirectoryName(path)!, pattern)))
        {
            Assert.NotEmpty(Directory.GetFiles(_compose.Source("prometheus", Path.GetDirectoryName(rules)!)!, Path.GetFileName(rules)));
        }
    }

    [Fact]
    public void Grafana_HasEveryVariableThatItsDataSourcesAskFor()
    {
        var text = File.ReadAllText(
            Assert.Single(Directory.GetFiles(_compose.Source("grafana", "/etc/grafana/provisioning/datasources")!)));
        var asked = Regex.Matches(text, @"\$\{([A-Z_]+)\}").Select(match => match.Groups[1].Value).ToHashSet();
        var environment = _compose.Environment("grafana");

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(name, environment.Keys));
        Assert.Contains(new Uri(environment["PROMETHEUS_URL"]).Host, _compose.Services);
        Assert.Contains(environment["GRAFANA_DATABASE_HOST"].Split(':')[0], _compose.Services);
        Assert.Equal(_compose.Environment("postgres")["POSTGRES_DB"], environment["GRAFANA_DATABASE"]);
    }

    [Fact]
    public void Grafana_FindsTheDashboardsWhereTheProviderLooksAndBeginsWithOne()
    {
        var provider = YamlNodes.Read(
            File.ReadAllText(Assert.Single(Directory.GetFiles(_compose.Source("grafana", "/etc/grafana/provisioning/dashboards")!))));
        var folder = _compose.Source("grafana", provider.Text("providers", 0, "options", "path"))!;
        var home = _compose.Source("grafana", _compose.Environment("grafana")["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"])!;

        Assert.Equal(folder, Path.GetDirectoryName(home));
        Assert.True(File.Exists(home), $"There is no {home}.");
    }

    [Fact]
    public void Grafana_OfTheImage_IsTheVersionThatTheDashboardsAreCheckedAgainst()
    {
        var packages = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Folder, "Sweep.Tests", "Dashboards", "package.json")))!
            .AsObject();
        var version = packages.Select(entry => entry.Value).OfType<JsonObject>()
            .Select(section => (string?)section["@grafana/schema"]).First(found => found is not null);

        Assert.Equal($"grafana/grafana:{version}", _compose.Of("grafana", "image"));
    }

    [Fact]
    public void Dashboards_LeadToTensorBoardWhereItIsPublished()
    {
        var port = _compose.Of("tensorboard", "ports").Texts().Single().Split(':')[1];

        Assert.Contains($"\"http://localhost:{port}\"", DeployFiles.Text("grafana/dashboards/sweep.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void ConfigMap_OfTheDashboards_HasAllOfThem()
    {
        var listed = YamlNodes.Read(DeployFiles.Text("grafana/kustomization.yaml")).At("configMapGenerator", 0, "files").Texts();

        Assert.Equal(
            Directory.GetFiles(DeployFiles.At("grafana/dashboards")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            listed.Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private string Option(string service, string name) =>
        _compose.CommandLine(service).Single(part => part.StartsWith(name, StringComparison.Ordinal))[name.Length..];
}
