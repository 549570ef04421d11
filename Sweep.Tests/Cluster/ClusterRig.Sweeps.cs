namespace Sweep.Tests.Cluster;

/// <summary>The rig as a user: the client program's verbs.</summary>
internal sealed partial class ClusterRig
{
    /// <summary>Submits a grid, which must succeed.</summary>
    public async Task<SweepState> SubmitAsync(string grid, params string[] more)
    {
        var ended = await RunClientAsync(["submit", grid, .. more]);
        Assert.True(ended.ExitCode == 0, $"submit: {ended}");
        return new(Database, Guid.Parse(ended.Out.Trim()));
    }

    /// <summary>Runs a verb of the client that must succeed.</summary>
    public async Task<string> DoAsync(params string[] args)
    {
        var ended = await RunClientAsync(args);
        Assert.True(ended.ExitCode == 0, $"{string.Join(' ', args)}: {ended}");
        return ended.Out;
    }

    /// <summary>What came of a sweep, as the client exports it.</summary>
    public async Task<SweepResults> ResultsAsync(SweepState sweep) =>
        SweepResults.Read(await RunClientAsync("export", sweep.Sweep.ToString("n"), "--format", "json"));

    /// <summary>Starts silos at once and waits until all are ready.</summary>
    public async Task<List<SiloServer>> StartSilosAsync(int count, int slots)
    {
        var silos = Enumerable.Range(0, count).Select(_ => LaunchSilo(slots)).ToList();
        foreach (var silo in silos) { await silo.ReadyAsync(); }
        return silos;
    }
}
