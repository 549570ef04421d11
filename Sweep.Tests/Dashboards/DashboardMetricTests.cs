using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sweep.Tests.Dashboards;

/// <summary>Every question to Prometheus, as Grafana asks it about the time of a sweep.</summary>
[Trait("Category", "Slow")]
[Collection(typeof(AfterASweep))]
public sealed partial class DashboardMetricTests(DashboardRig rig)
{
    [Theory]
    [MemberData(nameof(DashboardFiles.AllNames), MemberType = typeof(DashboardFiles))]
    public async Task Questions_AboutTheTimeOfASweep_AreAnsweredWithSeries(string dashboard)
    {
        var text = await DashboardVariables.ResolveAsync(dashboard, rig);
        var problems = new List<string>();

        foreach (var query in DashboardQuery.To(DashboardQuery.Metrics)
            .Where(query => query.Dashboard == dashboard && query.Panel is not null))
        {
            using var answer = await AskAsync(text.PromQl(query.Text));
            if (answer.RootElement.GetProperty("status").GetString() != "success")
            {
                problems.Add($"{query}: {answer.RootElement}");
                continue;
            }

            var series = answer.RootElement.GetProperty("data").GetProperty("result");
            if (series.GetArrayLength() == 0) { problems.Add($"{query} has no series: {query.Text}"); }
            problems.AddRange(series.EnumerateArray().SelectMany(one => Unnamed(query, one)));
        }

        Assert.Empty(problems.Distinct());
    }

    [Fact]
    public async Task SiloVariable_AfterTheSweep_HasTheSilo()
    {
        var query = DashboardQuery.To(DashboardQuery.Metrics).Single(query => query.Panel is null);
        var (metric, label) = (LabelValues().Match(query.Text).Groups[1].Value, LabelValues().Match(query.Text).Groups[2].Value);

        using var answer = await rig.Prometheus.GetAsync($"/api/v1/label/{label}/values?match[]={metric}");

        Assert.Equal(1, answer.RootElement.GetProperty("data").GetArrayLength());
    }

    private Task<JsonDocument> AskAsync(string promql)
    {
        var end = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return rig.Prometheus.GetAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"/api/v1/query_range?query={Uri.EscapeDataString(promql)}&start={rig.Started.ToUnixTimeSeconds()}&end={end}&step=1"));
    }

    /// <summary>Labels that the legend names and the series lacks.</summary>
    private static IEnumerable<string> Unnamed(DashboardQuery query, JsonElement series)
    {
        var legends = query.Panel!["targets"]!.AsArray().Where(target => target!["expr"]!.ToString() == query.Text)
            .Select(target => target!["legendFormat"]!.ToString());
        return legends.SelectMany(legend => LegendLabel().Matches(legend)).Select(match => match.Groups[1].Value)
            .Where(label => !series.GetProperty("metric").TryGetProperty(label, out _))
            .Select(label => $"{query} has a series without the label '{label}' of its legend.");
    }

    [GeneratedRegex(@"^label_values\((\w+), (\w+)\)$")]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex LegendLabel();
}
