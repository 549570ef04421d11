using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Connections;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Tests.EndToEnd;

namespace Sweep.Tests.Cluster;

/// <summary>Silos that train what a client submits.</summary>
[Trait("Category", "Slow")]
public sealed class ServeTrainingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cluster_OfTwoSilos_TrainsWhatAClientSubmits()
    {
        await using var rig = await ClusterRig.CreateAsync();
        await Task.WhenAll(rig.StartSiloAsync(), rig.StartSiloAsync());
        using var database = await SherlockDatabase.OpenAsync(DatabaseLocation.Server(rig.Database), Token);
        await using var client = await ClusterClient.ConnectAsync(database, rig.ClusterId, ConnectionSecurity.Plain, Token);
        var sweep = Guid.NewGuid();

        await client.Grains.GetGrain<ISweepGrain>(sweep).SubmitAsync(GridFile.Load(TinyGrid.Write(rig.Folder), [], 10), cancellationToken: Token);
        var reader = new SweepReader(database.Contexts);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await reader.SummaryAsync(sweep, Token)).Status is SweepStatus.Running) { await pace.WaitForNextTickAsync(Token); }

        var best = await reader.BestAsync(sweep, null, Token);
        Assert.Equal(2, best.Count);
        Assert.All(best, trial => Assert.Equal(Sweep.Grains.Trials.TrialStatus.Completed, trial.Status));
    }

    [Fact]
    public async Task Client_WithoutAnySilo_SaysSoAtOnce()
    {
        await using var rig = await ClusterRig.CreateAsync();
        using var database = await SherlockDatabase.CreateAsync(DatabaseLocation.Server(rig.Database), Token);

        var error = await Assert.ThrowsAsync<SherlockException>(() => ClusterClient.ConnectAsync(database, rig.ClusterId, ConnectionSecurity.Plain, Token));

        Assert.True(error is { ExitCode: 3, Passes: true });
        Assert.StartsWith($"No silo of cluster '{rig.ClusterId}' runs on the database '", error.Message, StringComparison.Ordinal);
    }
}
