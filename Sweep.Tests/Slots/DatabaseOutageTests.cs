using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>A slot over a real server that goes away and comes back.</summary>
[Trait("Category", "Slow")]
public sealed class DatabaseOutageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(StopMode.Fast))]
    [InlineData(nameof(StopMode.Immediate))]
    public async Task Run_WithTheServerStoppedAndStarted_TrainsOnMeanwhileAndStoresEveryPointOnce(string mode)
    {
        const int steps = 2_000;
        await using var server = await PostgresServer.StartOwnAsync();
        await using var store = await ServerStore.CreateAsync(await server.CreateDatabaseAsync());
        await using var rig = await SlotRig.CreateClusteredAsync(store, time: TimeProvider.System);
        using var away = new ManualResetEventSlim();
        using var trained = new ManualResetEventSlim();
        var half = new TaskCompletionSource();
        rig.Trainable.TotalSteps = steps;
        rig.Trainable.OnStep = (_, step) =>
        {
            if (step == 500) { half.SetResult(); }
            if (step == 501) { Assert.True(away.Wait(TimeSpan.FromSeconds(60))); }

            // The rest is trained while nobody listens.
            if (step == 502) { Assert.True(SpinWait.SpinUntil(() => !rig.Lines.IsEmpty, TimeSpan.FromSeconds(60))); }
            if (step == steps) { trained.Set(); }
        };
        var trial = new TrialId(await store.SubmitAsync(TestStore.Spec(trials: 1)), 1);

        var run = rig.RunAsync(await store.ClaimAsync(trial), Token);
        await half.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await server.StopAsync(Enum.Parse<StopMode>(mode));
        away.Set();
        Assert.True(await Task.Run(() => trained.Wait(TimeSpan.FromSeconds(60), Token), Token));
        await server.StartAsync();

        Assert.Null(await run);
        Assert.Equal(TrialStatus.Completed, (await store.TrialAsync(trial)).Status);
        var series = await store.Reader.SeriesAsync(trial, Token);
        Assert.Equal(Enumerable.Range(1, steps).Select(step => TestStore.Loss(step, step)), series["val/loss"]);
    }

    /// <summary>A database on a server that the test commands.</summary>
    private sealed class ServerStore : TestStore
    {
        private readonly SherlockDatabase _database;

        private ServerStore(SherlockDatabase database)
            : base(database) => _database = database;

        public static async Task<ServerStore> CreateAsync(string connectionString) =>
            new(await SherlockDatabase.CreateAsync(DatabaseLocation.Server(connectionString), Token));

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _database.Dispose();
        }
    }
}
