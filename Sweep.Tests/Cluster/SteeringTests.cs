using System.Text.Json.Nodes;
using Sweep.Grains;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>The client's verbs against real silos, each in a process of its own.</summary>
[Trait("Category", "Slow")]
public sealed class SteeringTests
{
    private const string Request = "0190aa00000070008000000000000007";

    [Fact(Timeout = Patience.Milliseconds)]
    public async Task Verbs_AgainstASilo_SteerTheSweepAndSubmitItOnce()
    {
        await using var rig = await ClusterRig.CreateAsync();
        await rig.StartSiloAsync(slots: 0);
        var grid = Path.Combine(rig.Folder, "sizes.yaml");
        await File.WriteAllTextAsync(
            grid, "name: sizes\ncorpus: sample\ngrid:\n  rnn_size: [8, 16]\n", TestContext.Current.CancellationToken);

        Assert.Equal(Request + "\n", await RunAsync(rig, "submit", grid, "--request-id", Request));
        Assert.Equal(Request + "\n", await RunAsync(rig, "submit", grid, "--request-id", Request));
        Assert.Equal("sizes is paused: 2 pending.\n", await RunAsync(rig, "pause", "sizes"));
        Assert.Equal("sizes is running: 2 pending.\n", await RunAsync(rig, "resume", "sizes"));
        Assert.Equal(
            "sizes: 1 trial added, 2 already there.\n", await RunAsync(rig, "extend", "sizes", grid, "--set", "grid.rnn_size=[8,16,32]"));
        Assert.Equal("sizes has no failed trials.\n", await RunAsync(rig, "retry", "sizes"));
        Assert.Equal("sizes is running: 1 cancelled, 2 pending.\n", await RunAsync(rig, "cancel", "sizes/3"));

        var sweeps = JsonNode.Parse(await RunAsync(rig, "list", "--json"))!.AsArray();
        Assert.Equal((Request, "Running"), ((string?)Assert.Single(sweeps)!["id"], (string?)sweeps[0]!["status"]));
        await RunAsync(rig, "cancel", "sizes");
        Assert.Equal("Cancelled", (string?)JsonNode.Parse(await RunAsync(rig, "show", "sizes", "--json"))!["status"]);
        Assert.Equal(3, JsonNode.Parse(await RunAsync(rig, "best", "sizes", "--json"))!.AsArray().Count);
        Assert.Equal("trial,status,seed,rnn_size,metric,step,value,processors\n", await RunAsync(rig, "export", "sizes"));
        var watched = await rig.RunClientAsync("watch", "sizes", "--cluster-id", rig.ClusterId);
        Assert.Equal((1, "sizes was cancelled."), (watched.ExitCode, watched.Error.TrimEnd().Split('\n')[^1]));
    }

    [Fact(Timeout = Patience.Milliseconds)]
    public async Task Verbs_WithoutASilo_ReadAndSayInOneLineThatNobodySteers()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silo = await rig.StartSiloAsync(slots: 0);
        await silo.SignalAsync("KILL");

        Assert.Equal("[]\n", await RunAsync(rig, "list", "--json"));
        var grid = Path.Combine(rig.Folder, "sizes.yaml");
        await File.WriteAllTextAsync(grid, "name: sizes\ncorpus: sample\n", TestContext.Current.CancellationToken);
        var ended = await rig.RunClientAsync("submit", grid, "--cluster-id", rig.ClusterId);

        Assert.Equal(SherlockException.OutOfReach, ended.ExitCode);
        Assert.Empty(ended.Out);
        Assert.Single(
            ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => line.StartsWith("error: No silo of cluster", StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(ClusterRig rig, params string[] args)
    {
        var ended = await rig.RunClientAsync([.. args, "--cluster-id", rig.ClusterId]);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return ended.Out;
    }
}
