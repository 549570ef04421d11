using System.Diagnostics;
using System.Globalization;
using Sweep.Tests.Cluster;

namespace Sweep.Tests.Dashboard;

/// <summary>A silo is killed under an open page: the tab follows again as soon as another silo serves it, and has missed nothing.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class KilledHostTests
{
    private static readonly TimeSpan _bar = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Page_WhoseSiloIsKilled_FollowsTheNextOne()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync();
        var token = (await rig.DoAsync("tokens", "create", "tester", "--role", "operator")).Trim();
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "killed", 2, ClusterGrid.Endless));
        await sweep.UntilUnderWayAsync(running: 1);
        await using var browser = DashboardVisit.Start(rig.Folder, silo.Address($"/#token={token}").ToString(), "killed");
        await browser.LineAsync("ready");

        await silo.SignalAsync("KILL");
        await browser.LineAsync("lost");
        await rig.StartSiloAsync(1, ("--http-port", silo.HttpPort.ToString(CultureInfo.InvariantCulture)));
        var since = Stopwatch.GetTimestamp();
        await browser.LineAsync("back");
        Measured.Say("the next silo is ready to the page follows it", _bar, [Stopwatch.GetElapsedTime(since)]);
        var visit = await DashboardVisit.OfAsync(browser);

        Assert.Empty(visit.Requests);
        Assert.Empty(visit.Errors);
        Assert.Contains("Lost", visit.Used.Events, StringComparison.Ordinal);
        await rig.DoAsync("cancel", "killed");
    }
}
