using Sweep.Tests.Cluster;
using Sweep.Tests.TensorBoard;

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
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "shared", trials: 4, epochs: await ClusterGrid.EpochsInAsync(TimeSpan.FromSeconds(10))));
        await sweep.UntilUnderWayAsync(running: 4);

        await victim.SignalAsync("KILL");
        await SweepState.UntilAsync("the sweep's end", sweep.StatusAsync, status => status == "Completed", seconds: 120);

        var folder = Assert.Single(Directory.GetDirectories(logs));
        Assert.Single(EventFileReader.Files(folder));
        var trials = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(4, trials.Count);
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
        return await rig.StartSiloAsync(slots: 2, ("--data", data));
    }
}
