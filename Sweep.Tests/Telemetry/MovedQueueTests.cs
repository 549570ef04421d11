using Sweep.Tests.Cluster;

namespace Sweep.Tests.Telemetry;

[Trait("Category", "Slow")]
public sealed class MovedQueueTests
{
    [Fact]
    public async Task Queue_WhoseSiloStops_IsShownByAnotherAndItsTrialsAsRetries()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var first = await rig.StartSiloAsync();
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "moved", 2, ClusterGrid.Endless));
        await sweep.UntilUnderWayAsync(1);
        var second = await rig.StartSiloAsync();
        await using var prometheus = await PrometheusServer.StartAsync(PrometheusConfiguration.For(first, second));
        await prometheus.UntilAsync(
            "sweep_trials{status='running'}", series => series is [{ Value: 2 } only] && Port(only) == first.HttpPort);

        await first.SignalAndEndAsync("TERM");

        await prometheus.UntilAsync(
            "sweep_trials{status='running'}", series => series is [{ Value: 1 } only] && Port(only) == second.HttpPort);
        await prometheus.UntilAsync("sweep_queue_length", series => series is [{ Value: 1 } only] && Port(only) == second.HttpPort);
        await prometheus.UntilAsync("up == 0", series => series is [var only] && Port(only) == first.HttpPort);
    }

    [Fact]
    public async Task Silo_Killed_IsCountedByTheOther()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silos = await rig.StartSilosAsync(2, slots: 1);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "killed", 2, ClusterGrid.Endless));
        await sweep.UntilUnderWayAsync(2);
        await using var prometheus = await PrometheusServer.StartAsync(PrometheusConfiguration.For(silos[0]));

        await silos[1].SignalAndEndAsync("KILL");

        await prometheus.UntilAsync("sweep_attempts_lost_total", series => series is [{ Value: 1 }]);
        await prometheus.UntilAsync("sweep_trial_retries_total{reason='lost'}", series => series is [{ Value: 1 }]);
        await prometheus.UntilAsync("sweep_cluster_silos{state='dead'}", series => series is [{ Value: 1 }]);
    }

    private static int Port(PrometheusSample sample) => new Uri($"http://{sample["instance"]}").Port;
}
