using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>The database goes away for a while, and comes back.</summary>
[Trait("Category", "Slow")]
public sealed class OutageNoticeTests
{
    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Sweep_WhoseDatabaseStopsTwice_GoesOnAndEndsAsAnUndisturbedOne()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var rig = await ClusterRig.CreateAsync(server);
        var grid = ClusterGrid.Write(rig.Folder, "outage", 2, ClusterGrid.EpochsIn(TimeSpan.FromSeconds(90)));
        await rig.StartSilosAsync(2, slots: 1);
        var undisturbed = ClusterGrid.TrainUndisturbedAsync(grid, Path.Combine(rig.Folder, "undisturbed"), slots: 2);
        var sweep = await rig.SubmitAsync(grid);
        await using var watch = rig.Client("watch", "outage");
        await watch.LineAsync(" epoch ");
        var outages = new List<(DateTimeOffset From, DateTimeOffset Until)>();

        foreach (var mode in new[] { StopMode.Fast, StopMode.Immediate })
        {
            await sweep.UntilUnderWayAsync(running: 2);
            outages.Add(await StopForAsync(server, mode));
            var back = await sweep.EpochsAsync();
            await Patience.UntilAsync("storing points again", sweep.EpochsAsync, rows => rows.Count > back.Count);
        }

        var watched = await watch.EndAsync();
        Assert.True(watched.ExitCode == 0, watched.ToString());
        (await rig.ResultsAsync(sweep)).AssertEqual(await undisturbed);
        Assert.All(await sweep.AttemptsAsync(), attempt => Assert.Equal((1, "Completed"), (attempt.Number, attempt.Outcome)));
        Assert.Equal(0, await sweep.PointsOutOfOrderAsync());
        WatchLag.Read(
            watch,
            "outage",
            await sweep.EpochsAsync(),
            time => outages.Any(one => time >= one.From && time <= one.Until.AddSeconds(6)))
            .Say("watch, before and after outages");
    }

    private static async Task<(DateTimeOffset From, DateTimeOffset Until)> StopForAsync(OwnPostgres server, StopMode mode)
    {
        var from = TimeProvider.System.GetUtcNow();
        await server.StopAsync(mode);
        using (var timer = new PeriodicTimer(_outage)) { await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken); }
        await server.StartAsync();
        return (from, TimeProvider.System.GetUtcNow());
    }
}
