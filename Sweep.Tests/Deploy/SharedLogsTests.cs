using Sweep.Tests.Cluster;
using Sweep.Tests.EventFiles;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Deploy;

/// <summary>Two silos that write to one folder of logs, as compose.yaml has it.</summary>
[Trait("Category", "Slow")]
public sealed class SharedLogsTests
{
    [Fact]
    public async Task Logs_OfTwoSilosInOneFolder_ShowEachTrialOnceThoughOneSiloIsKilled()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var logs = Directory.CreateDirectory(Path.Combine(rig.Folder, "logs")).FullName;
        var victim = await StartAsync(rig, logs);
        await StartAsync(rig, logs);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "shared", trials: 2, ClusterGrid.Endless));
        await sweep.UntilUnderWayAsync(running: 2);
        var lost = (await sweep.AttemptsAsync()).First(attempt => victim.IsCalled(attempt.Silo));

        // One slot each, so that each has a trial; the one of the killed silo goes on in another's slot.
        await victim.SignalAsync("KILL");
        await StartAsync(rig, logs);
        var next = await sweep.NextAttemptAsync(lost);
        await Patience.UntilAsync(
            "with a checkpoint of the next attempt",
            sweep.CheckpointsAsync,
            rows => rows.Any(row => row.Trial == next.Trial && row.Attempt == next.Number));
        await rig.DoAsync("cancel", sweep.Sweep.ToString("n"));
        await Patience.UntilAsync("cancelled", sweep.StatusAsync, status => status == "Cancelled");

        var folder = Assert.Single(Directory.GetDirectories(logs));
        Assert.Single(EventFileReader.Files(folder));
        var trials = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, trials.Count);
        Assert.Contains(trials, trial => EventFileReader.Files(trial).Length > 1);
        Assert.All(trials, trial =>
        {
            var steps = EventFileReader.ReadRun(trial).Series("train/loss").Select(point => point.Step).ToList();
            Assert.NotEmpty(steps);
            Assert.Equal(steps.Distinct().Order(), steps);
        });
    }

    private static async Task<SiloServer> StartAsync(ClusterRig rig, string logs)
    {
        // Folders of data are the silos' own; within them, logs lead to the one that they share.
        var data = Directory.CreateDirectory(Path.Combine(rig.Folder, $"data-{rig.Silos.Count + 1}")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(data, "logs"), logs);
        return await rig.StartSiloAsync(slots: 1, ("--data", data));
    }
}
