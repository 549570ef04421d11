using System.Diagnostics;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Connections;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Grids;

namespace Sweep.Tests.Cluster;

/// <summary>Silos that train what a client submits.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class ServeTrainingTests
{
    private static readonly TimeSpan _handOverBar = TimeSpan.FromSeconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cluster_OfTwoSilos_TrainsWhatAClientSubmits()
    {
        await using var rig = await ClusterRig.CreateAsync();
        await Task.WhenAll(rig.StartSiloAsync(), rig.StartSiloAsync());
        using var database = await SherlockDatabase.OpenAsync(DatabaseLocation.Server(rig.Database), Token);
        await using var client = await ClusterClient.ConnectAsync(database, rig.ClusterId, ConnectionSecurity.Plain, Token);
        var sweep = Guid.NewGuid();

        await client.Grains.GetGrain<ISweepGrain>(sweep).SubmitAsync(
            LanguageGrid.Load(TinyGrid.Write(rig.Folder), [], 10), cancellationToken: Token);
        var reader = new SweepReader(database.Contexts);
        await UntilAsync(async () => (await reader.SummaryAsync(sweep, Token)).Status is not SweepStatus.Running);

        var best = await reader.BestAsync(sweep, null, Token);
        Assert.Equal(2, best.Count);
        Assert.All(best, trial => Assert.Equal(TrialStatus.Completed, trial.Status));
    }

    [Fact]
    public async Task Silo_ToldToStopWhileItTrains_HandsItsTrialToAnotherAtOnce()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var first = await rig.StartSiloAsync();
        using var database = await SherlockDatabase.OpenAsync(DatabaseLocation.Server(rig.Database), Token);
        await using var client = await ClusterClient.ConnectAsync(database, rig.ClusterId, ConnectionSecurity.Plain, Token);
        var sweep = Guid.NewGuid();
        var spec = LanguageGrid.Load(TinyGrid.Write(rig.Folder), ["trial.epochs=100000", "grid.cell=[gru]"], 10);
        await client.Grains.GetGrain<ISweepGrain>(sweep).SubmitAsync(spec, cancellationToken: Token);
        var reader = new SweepReader(database.Contexts);
        await UntilAsync(async () => (await reader.BestAsync(sweep, null, Token))[0].Step > 0);
        await rig.StartSiloAsync();

        var told = Stopwatch.GetTimestamp();
        await first.SignalAsync("TERM");
        await UntilAsync(async () => (await reader.BestAsync(sweep, null, Token))[0] is { Attempts: 2, Status: TrialStatus.Running });
        var handedOver = Stopwatch.GetElapsedTime(told);
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
        TestContext.Current.TestOutputHelper?.WriteLine($"ended after {Stopwatch.GetElapsedTime(told)}");

        Measured.Say("SIGTERM to the next attempt", _handOverBar, [handedOver]);
    }

    [Fact]
    public async Task Client_WithoutAnySilo_SaysSoAtOnce()
    {
        await using var rig = await ClusterRig.CreateAsync();
        using var database = await SherlockDatabase.CreateAsync(DatabaseLocation.Server(rig.Database), Token);

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => ClusterClient.ConnectAsync(database, rig.ClusterId, ConnectionSecurity.Plain, Token));

        Assert.True(error is { ExitCode: 3, Passes: true });
        Assert.StartsWith($"No silo of cluster '{rig.ClusterId}' runs on the database '", error.Message, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition()) { await pace.WaitForNextTickAsync(Token); }
    }
}
