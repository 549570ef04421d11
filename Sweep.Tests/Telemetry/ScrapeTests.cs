using Sweep.Tests.Cluster;

namespace Sweep.Tests.Telemetry;

[Trait("Category", "Slow")]
[Collection(ClusterTests.Name)]
public sealed class ScrapeTests
{
    [Fact]
    public async Task Probe()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync(slots: 2);
        await using var prometheus = await PrometheusServer.StartAsync(PrometheusConfiguration.For(silo));
        using var http = new HttpClient();
        var before = await http.GetStringAsync(silo.Address("/metrics"), TestContext.Current.CancellationToken);
        File.WriteAllText("/tmp/scrape-before.txt", before);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "tiny", 3, 20));
        await SweepState.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed", seconds: 180);
        await Task.Delay(6000, TestContext.Current.CancellationToken);
        var text = await http.GetStringAsync(silo.Address("/metrics"), TestContext.Current.CancellationToken);
        File.WriteAllText("/tmp/scrape-after.txt", text);
    }
}
