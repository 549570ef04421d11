using System.Text.RegularExpressions;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Telemetry;

/// <summary>The deployed configuration of Prometheus, as Prometheus's own tool sees it.</summary>
[Trait("Category", "Slow")]
public sealed partial class RuleTests
{
    private static string Rules => Path.Combine(PrometheusConfiguration.Folder, "rules", "sherlock.yml");

    [Fact]
    public async Task Configuration_WithItsRules_IsValid()
    {
        var check = await Promtool.RunAsync("check", "config", "prometheus.yml");

        Assert.True(check.ExitCode == 0, check.ToString());
        Assert.Contains("1 rule files found", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_OverSeriesWithKnownEnds_AlertWhenTheyShouldAndNotBefore()
    {
        var test = await Promtool.RunAsync("test", "rules", Path.Combine("tests", "sherlock.yml"));

        Assert.True(test.ExitCode == 0, test.ToString());
    }

    [Fact]
    public async Task Rules_WithAnExpressionThatIsNone_AreRefused()
    {
        using var folder = new TempFolder();
        var wrong = Path.Combine(folder.Path, "wrong.yml");
        await File.WriteAllTextAsync(
            wrong,
            (await File.ReadAllTextAsync(Rules, TestContext.Current.CancellationToken)).Replace(
                "> 0.5", "> > 0.5", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        Assert.NotEqual(0, (await Promtool.RunAsync("check", "rules", wrong)).ExitCode);
    }

    [Fact]
    public async Task Rules_AllOfThem_AreTestedSayWhatToDoAndNameDocumentedSeries()
    {
        var rules = await File.ReadAllTextAsync(Rules, TestContext.Current.CancellationToken);
        var tests = await File.ReadAllTextAsync(
            Path.Combine(PrometheusConfiguration.Folder, "tests", "sherlock.yml"), TestContext.Current.CancellationToken);
        var names = Alert().Matches(rules).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(13, names.Count);
        Assert.All(names, name => Assert.Contains($"alertname: {name}\n", tests, StringComparison.Ordinal));
        Assert.Equal(names.Count, rules.Split("description:").Length - 1);
        var documented = MetricsPage.Read().SelectMany(row => row.Series).ToHashSet();
        Assert.All(Series().Matches(rules).Select(match => match.Value).Distinct(), series => Assert.Contains(series, documented));
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"\bsweep_[a-z_]+")]
    private static partial Regex Series();
}
