using System.Text.RegularExpressions;
using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>The database's disk is full for a while, until space is freed.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class FullDatabaseTests
{
    private const string Line = "cannot grow: the server's disk is full. Free some space; nothing that was stored is lost.";

    // More rows than the pages that are there have room for.
    private const int Many = 3_000;

    [Fact]
    public async Task Sweep_WhoseDatabaseHasNoRoomForAWhile_GoesOnAndEndsAsAnUndisturbedOne()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var rig = await ClusterRig.CreateAsync(server);
        await using var disk = await SmallDisk.CreateAsync(server, rig.Database);
        Measured.Tell($"the full disk is {(disk.IsReal ? "a file system" : "pretended by triggers")}");
        var grid = ClusterGrid.Write(rig.Folder, "full", 2, ClusterGrid.EpochsIn(TimeSpan.FromSeconds(30)));
        await rig.StartSilosAsync(2, slots: 1);
        var undisturbed = ClusterGrid.TrainUndisturbedAsync(grid, Path.Combine(rig.Folder, "undisturbed"), slots: 2);
        var sweep = await rig.SubmitAsync(grid);
        await sweep.UntilUnderWayAsync(running: 2);

        await disk.FillAsync();
        foreach (var silo in rig.Silos)
        {
            Assert.Contains("train on, and send again", await silo.LineAsync(Line), StringComparison.Ordinal);
        }

        await using var submit = rig.Client("submit", ClusterGrid.Write(rig.Folder, "many", Many, epochs: 1), "--priority", "-1");
        Assert.Matches(
            $@"{Regex.Escape(Line)} The server says: .+ \(53100\)\. Trying again for up to 30 s\.$", await submit.LineAsync("cannot grow"));
        await disk.FreeAsync();
        foreach (var silo in rig.Silos) { await silo.LineAsync("nothing is lost", from: 0); }

        Assert.Equal(0, (await submit.EndAsync()).ExitCode);
        Assert.Equal(
            (long)Many,
            await Sql.ScalarAsync(rig.Database, "SELECT count(*) FROM trials JOIN sweeps ON id = sweep_id WHERE name = 'many'"));
        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");
        (await rig.ResultsAsync(sweep)).AssertEqual(await undisturbed);
        Assert.All(await sweep.AttemptsAsync(), attempt => Assert.Equal((1, "Completed"), (attempt.Number, attempt.Outcome)));
        Assert.All(rig.Silos, silo => Assert.DoesNotContain(silo.Lines.All, line => line.StartsWith("   at ", StringComparison.Ordinal)));
        Assert.All(
            rig.Silos, silo => Assert.InRange(silo.Lines.All.Count(line => line.Contains("disk is full", StringComparison.Ordinal)), 1, 3));
    }
}
