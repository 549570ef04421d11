using Microsoft.Extensions.DependencyInjection;
using Sweep.Grains.Storage;
using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Clustering;

/// <summary>Real silos and a real client over PostgreSQL.</summary>
[Trait("Category", "Slow")]
public sealed class LoopbackClusterTests
{
    [Fact(Timeout = Patience.Milliseconds)]
    public async Task Silos_OverOneDatabase_FindEachOtherServeClientsAndNoticeASiloThatLeaves()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var cluster = new LoopbackCluster(DatabaseLocation.Server(database.ConnectionString));
        var first = await cluster.StartSiloAsync("first");
        var second = await cluster.StartSiloAsync("second");
        await LoopbackCluster.SeesAsync(first, "first", "second");
        await LoopbackCluster.SeesAsync(second, "first", "second");

        var grains = (await cluster.StartClientAsync()).Services.GetRequiredService<IGrainFactory>();
        var used = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Bell(grains, number).ArmAsync(TimeSpan.FromHours(1))));
        Assert.Equal(["first", "second"], used.Distinct().Order(StringComparer.Ordinal));

        await Bell(grains, 20).ArmAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("bell-20", await cluster.Rings.Reader.ReadAsync(token));

        await second.StopAsync(token);
        await LoopbackCluster.SeesAsync(first, "first");
        Assert.Equal("first", await Bell(grains, 21).ArmAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal("bell-21", await cluster.Rings.Reader.ReadAsync(token));
    }

    private static IBellGrain Bell(IGrainFactory grains, int number) => grains.GetGrain<IBellGrain>($"bell-{number}");
}
