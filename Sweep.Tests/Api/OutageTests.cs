using Sweep.Grains.Storage;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Api;

/// <summary>A database that goes away under an open page.</summary>
[Trait("Category", "Slow")]
public sealed class OutageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_ThatGoesAway_IsToldToTheTabAndTheTabGoesOnWhenItIsBack()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var store = await OwnStore.CreateAsync(server);
        await using var host = await ApiHost.StartAsync(store);
        var sweep = await store.SubmitAsync(TestStore.Spec());
        await using var stream = await host.StreamAsync(sweep);
        await stream.NextAsync("sweep");

        await server.StopAsync(StopMode.Immediate);
        await stream.NextAsync("lost");
        using var answer = await host.Http.GetAsync(ApiHost.Uri($"/sweeps/{sweep:n}"), Token);
        Assert.Equal(503, (int)answer.StatusCode);

        await server.StartAsync();
        await stream.NextAsync("back");
        await store.AssignAsync(new(sweep, 1));
        Assert.Equal("Claimed", (string?)(await stream.NextAsync("event"))["kind"]);
    }

    private sealed class OwnStore(SherlockDatabase database) : TestStore(database)
    {
        public static async Task<OwnStore> CreateAsync(OwnPostgres server) =>
            new(await SherlockDatabase.CreateAsync(DatabaseLocation.Server(await server.CreateDatabaseAsync()), Token));
    }
}
