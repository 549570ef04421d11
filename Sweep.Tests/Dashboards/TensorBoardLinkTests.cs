using System.Text.Json.Nodes;

namespace Sweep.Tests.Dashboards;

/// <summary>
/// What TensorBoard shows when a dashboard's link leads to it. It may have been started on one sweep's folder or on that of all, and an
/// export may have named the runs by their values.
/// </summary>
public sealed class TensorBoardLinkTests
{
    private static readonly Dictionary<string, string> _values = new()
    {
        ["${tensorboard}"] = "http://tensorboard",
        ["${sweep:percentencode}"] = "sizes-3",
        ["${trial:percentencode}"] = "7",
        ["${objective:percentencode}"] = "val%2Floss",
        ["${diverged:percentencode}"] = "3%7C12",
        ["${__data.fields.Run}"] = "trial-0007",
    };

    [Theory]
    [InlineData("trial-0007")]
    [InlineData("trial-0007,cell=gru,learning_rate=0.05")]
    [InlineData("sizes-3/trial-0007")]
    [InlineData("run/logs/sizes-3/trial-0007")]
    public void Links_ForTheRunOfTheSweepAndTrial_ShowIt(string run) =>
        Assert.All(Links(), link => Assert.Matches(Query(link)["runFilter"], run));

    // A sweep may be called after a trial.
    [Theory]
    [InlineData("sizes-33/trial-0007")]
    [InlineData("other-sizes-3/trial-0007")]
    [InlineData("trial-0007/trial-0007")]
    public void Links_ForRunsOfOtherSweeps_DoNotShowThem(string run) =>
        Assert.All(Links(), link => Assert.DoesNotMatch(Query(link)["runFilter"], run));

    // Smoothed curves are those of no trial.
    [Fact]
    public void Links_ToTheRuns_PinTheObjectiveWithoutSmoothing() => Assert.All(Links(), link =>
    {
        var query = Query(link);
        Assert.Equal("0", query["smoothing"]);
        Assert.Equal("""[{"plugin":"scalars","tag":"val/loss"}]""", JsonNode.Parse(query["pinnedCards"])!.ToJsonString());
        Assert.EndsWith("#timeseries", link, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("3%7C12", "trial-0003", false)]
    [InlineData("3%7C12", "trial-0012", false)]
    [InlineData("3%7C12", "sizes-3/trial-0003", false)]
    [InlineData("3%7C12", "trial-0003,cell=gru", false)]
    [InlineData("3%7C12", "trial-0013", true)]
    [InlineData("3%7C12", "trial-0030", true)]
    [InlineData("none", "trial-0003", true)]
    public void LinkWithoutDiverged_ForARun_ShowsItUnlessItDiverged(string diverged, string run, bool isShown)
    {
        var link = DashboardFiles.Urls(DashboardFiles.Load("sweep")).Single(url => url.Contains("${diverged", StringComparison.Ordinal));
        var filter = Query(Filled(link.Replace("${diverged:percentencode}", diverged, StringComparison.Ordinal)))["runFilter"];

        if (isShown) { Assert.Matches(filter, run); }
        else { Assert.DoesNotMatch(filter, run); }
    }

    /// <summary>The links to runs, with values for their variables.</summary>
    private static List<string> Links()
    {
        var links = DashboardFiles.Names.SelectMany(name => DashboardFiles.Urls(DashboardFiles.Load(name)))
            .Where(url => url.Contains("?runFilter=", StringComparison.Ordinal)).Select(Filled).ToList();
        Assert.InRange(links.Count, 5, int.MaxValue);
        return links;
    }

    private static string Filled(string link) =>
        _values.Aggregate(link, (text, variable) => text.Replace(variable.Key, variable.Value, StringComparison.Ordinal));

    /// <summary>The query as TensorBoard reads it: a plus is a space.</summary>
    private static Dictionary<string, string> Query(string link) => new Uri(link).Query[1..].Split('&').Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
}
