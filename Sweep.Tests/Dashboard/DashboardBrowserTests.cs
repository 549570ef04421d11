using Sweep.Tests.Cluster;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Layers;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Dashboard;

/// <summary>
/// The dashboard of a run in a real browser: every page, the live curves, steering, tokens, and what a viewer sees, in one visit.
/// </summary>
[Trait("Category", "Slow")]
public sealed class DashboardBrowserTests : IDisposable
{
    private const string Evil = "<img src=x onerror=alert(1)><b>falls</b>";

    private static readonly string[] _steering = ["Pause", "Cancel", "Priority"];

    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dashboard_OfARun_ShowsEveryPageFollowsAndSteers()
    {
        var trained = await EmbeddedProgram.RunAsync("run", Search(), "--data", Data, "--slots", "2");
        Assert.True(trained.ExitCode == 0, trained.ToString());
        var live = ClusterGrid.Write(_folder.Path, "live", 3, ClusterGrid.Endless);
        await using var run = GuardedProcess.Start(
            _folder.Path,
            new Dictionary<string, string> { [StartupHook.Variable.Name] = StartupHook.Variable.Value, ["BROWSER"] = "true" },
            [.. DashboardVisit.Guarded, "dotnet", ProgramFiles.Silo, "run", live, "--data", Data, "--slots", "1", "--open"]);
        var address = await run.LineAsync("#token=");
        address = address[address.IndexOf("http", StringComparison.Ordinal)..].Trim();
        await using var browser = DashboardVisit.Start(_folder.Path, address, "pages");

        var visit = await DashboardVisit.OfAsync(browser);

        Assert.Empty(visit.Requests);
        Assert.Empty(visit.Errors);
        Assert.Empty(visit.Violations);
        Assert.Empty(visit.Overflows);
        AssertPages(visit);
        AssertUse(visit.Used);
        await run.SignalAsync("INT");
        await run.EndAsync();
    }

    private static void AssertPages(DashboardVisit visit)
    {
        var pages = visit.Pages;
        Assert.All(pages, page => Assert.Equal((page.Key, 0), (page.Key, page.Value.Elements)));
        Assert.All(pages.Values, page => Assert.Contains("Sherlock", page.Title, StringComparison.Ordinal));
        Assert.Contains(Evil, pages["findings"].Text, StringComparison.Ordinal);
        Assert.Contains("There is no such page.", pages["nowhere"].Text, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Overview", "Trials", "Curves", "Parallel coordinates", "Effects", "Decisions", "Time line", "Claims", "Distributions",
                "Time", "Words", "Sweep file",
            ],
            pages["overview"].Tabs);
        Assert.DoesNotContain("Decisions", pages["live"].Tabs);
        Assert.DoesNotContain("Claims", pages["live"].Tabs);
        Assert.Equal(["progress", "curves"], pages["overview"].Charts.Select(chart => chart.Kind));
        Assert.Equal("parallel", Assert.Single(pages["parallel"].Charts).Kind);
        Assert.Equal(["slice", "slice"], pages["effects"].Charts.Select(chart => chart.Kind));
        Assert.Equal("timeline", Assert.Single(pages["timeline"].Charts).Kind);
        Assert.All(
            pages.SelectMany(page => page.Value.Charts, (page, chart) => (page.Key, Chart: chart)),
            one => Assert.True(one.Chart.Series > 0 && one.Chart.Label.Length > 10, $"{one.Key}: {one.Chart}"));
        Assert.Contains("Sweeps. A bold name marks a difference", pages["compare"].Text, StringComparison.Ordinal);
        Assert.Contains("language-model", pages["cluster"].Text, StringComparison.Ordinal);
        Assert.Contains("Hyperparameters", pages["trial"].Text, StringComparison.Ordinal);
    }

    private static void AssertUse(UsedPage used)
    {
        Assert.Equal("#/", used.PlaceAfterToken);
        Assert.Equal("1", used.Sorted);
        Assert.InRange(used.Filtered, 1, 3);
        Assert.Contains("started", used.Columns);
        Assert.Equal(6, used.Csv);
        Assert.True(used.Grew > 0);
        Assert.Equal(0, used.Dialogs);
        Assert.Contains("Paused", used.Events, StringComparison.Ordinal);
        Assert.Contains("Resumed", used.Events, StringComparison.Ordinal);
        Assert.Contains("Cancelled", used.Events, StringComparison.Ordinal);
        Assert.Empty(_steering.Except(used.Admin));
        Assert.Empty(_steering.Intersect(used.Viewer));
        Assert.Equal("This token is not known, or it has expired.", used.Refused);
    }

    /// <summary>A search with four small trials, early stopping, and a claim whose text is markup.</summary>
    private string Search() => TinyGrid.Write(
        _folder.Path,
        $$"""
        space:
          cell: [gru, lstm]
          learning_rate: { from: 0.01, to: 0.1, scale: log }
        search: { sampler: halton, trials: 4, stop: asha }
        claims:
          - { says: "{{Evil}}", metric: val/loss, above: 0 }

        """);
}
