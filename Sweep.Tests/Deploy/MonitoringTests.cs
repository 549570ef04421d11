using System.Text.RegularExpressions;
using Sweep.Tests.Tools;
using YamlDotNet.Serialization;

namespace Sweep.Tests.Deploy;

/// <summary>What the Prometheus operator makes of deploy/kubernetes/monitoring must be what deploy/prometheus does without it.</summary>
public sealed partial class MonitoringTests
{
    private static string Rules => DeployFiles.Text("prometheus/rules/sherlock.yml");

    [Fact]
    public void Rules_ForTheOperator_AreThoseOfTheRuleFile()
    {
        var yaml = new SerializerBuilder().Build();

        Assert.Equal(yaml.Serialize(YamlNodes.Read(Rules)), yaml.Serialize(Manifests.Read("monitoring/rules.yaml").At("spec")));
    }

    [Fact]
    public void Job_WithAndWithoutTheOperator_IsTheOneThatRulesAskFor()
    {
        var asked = Assert.Single(Job().Matches(Rules).Select(match => match.Groups[1].Value).Distinct());
        var label = Manifests.Read("monitoring/service-monitor.yaml").Text("spec", "jobLabel");

        Assert.Equal(asked, Manifests.Read("service.yaml").Text("metadata", "labels", label));
        Assert.Equal(asked, YamlNodes.Read(DeployFiles.Text("prometheus/prometheus.yml")).Text("scrape_configs", 0, "job_name"));
    }

    [Fact]
    public void Alerts_EachOfThem_HasARowForItsOperator()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "operate.md"));

        Assert.Equal(Names(Alert().Matches(Rules)), Names(Row().Matches(page)));
    }

    private static IEnumerable<string> Names(MatchCollection matches) => matches.Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"^\| `(Sherlock\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""job="(\w+)""")]
    private static partial Regex Job();
}
