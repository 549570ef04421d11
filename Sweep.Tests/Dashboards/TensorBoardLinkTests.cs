namespace Sweep.Tests.Dashboards;

/// <summary>Which runs TensorBoard shows where a dashboard's link leads to it: it may have been started on one sweep's folder or on that of all.</summary>
public sealed class TensorBoardLinkTests
{
    [Theory]
    [InlineData("trial-0007")]
    [InlineData("sizes-3/trial-0007")]
    [InlineData("run/logs/sizes-3/trial-0007")]
    public void Links_ForTheRunOfTheSweepAndTrial_ShowIt(string run) => Assert.All(Filters(), filter => Assert.Matches(filter, run));

    // A sweep may be called after a trial.
    [Theory]
    [InlineData("sizes-33/trial-0007")]
    [InlineData("other-sizes-3/trial-0007")]
    [InlineData("trial-0007/trial-0007")]
    public void Links_ForRunsOfOtherSweeps_DoNotShowThem(string run) => Assert.All(Filters(), filter => Assert.DoesNotMatch(filter, run));

    private static List<string> Filters()
    {
        var filters = DashboardFiles.Names.SelectMany(name => DashboardFiles.Urls(DashboardFiles.Load(name)))
            .Select(url => url.Split("?runFilter=")).Where(parts => parts.Length == 2)
            .Select(parts => Filter(parts[1].Split('#')[0])).ToList();
        Assert.InRange(filters.Count, 4, int.MaxValue);
        return filters;
    }

    /// <summary>The filter as TensorBoard reads it: in a query a plus is a space.</summary>
    private static string Filter(string text)
    {
        foreach (var (variable, value) in new[] { ("${sweep:percentencode}", "sizes-3"), ("${trial:percentencode}", "7"), ("${__data.fields.Run}", "trial-0007") })
        {
            text = text.Replace(variable, value, StringComparison.Ordinal);
        }

        return Uri.UnescapeDataString(text.Replace('+', ' '));
    }
}
