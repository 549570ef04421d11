using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>A slot over a real server that goes away and comes back.</summary>
[Trait("Category", "Slow")]
public sealed class DatabaseOutageTests
{
    private const int Steps = 2_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(StopMode.Fast))]
    [InlineData(nameof(StopMode.Immediate))]
    public async Task Run_WithTheServerStoppedAndStarted_TrainsOnMeanwhileAndStoresEveryPointOnce(string mode)
    {
        var series = await TrainThroughAsync(Enum.Parse<StopMode>(mode), "val/loss", mostWaiting: 250_000);

        Assert.Equal(Enumerable.Range(1, Steps).Select(step => TestStore.Loss(step, step)), series);
    }

    [Fact]
    public async Task Run_WithTheServerAwayForLongerThanThereIsRoom_TrainsOnMeanwhileAndStoresTheMeansOfAllSteps()
    {
        var series = await TrainThroughAsync(StopMode.Immediate, "train/loss", mostWaiting: 200);

        // At least 1,498 steps were trained while there was room for 200.
        Assert.InRange(series.Count, 10, Steps - 1_498 + 200);
        Assert.Equal(Steps, series[^1].Step);

        // The losses are 1, 2, … 2,000: a sum of 2,000 × 2,001 / 2, whatever was merged.
        Assert.Equal(
            2_001_000, series.Select((point, i) => point.Value * (point.Step - (i == 0 ? 0 : series[i - 1].Step))).Sum(), tolerance: 1e-2);
    }

    /// <returns>The series of a trial that was trained while the server was stopped and started.</returns>
    private static async Task<IReadOnlyList<MetricPoint>> TrainThroughAsync(StopMode mode, string metric, int mostWaiting)
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var store = await ServerStore.CreateAsync(await server.CreateDatabaseAsync());
        await using var rig = await SlotRig.CreateAsync(
            options => options with { IsClustered = true, MostWaitingPoints = mostWaiting }, store, time: TimeProvider.System);
        using var away = new ManualResetEventSlim();
        using var trained = new ManualResetEventSlim();
        var half = new TaskCompletionSource();
        (rig.Trainable.TotalSteps, rig.Trainable.Metric) = (Steps, metric);
        rig.Trainable.OnStep = (_, step) =>
        {
            if (step == 500) { half.SetResult(); }
            if (step == 501) { Assert.True(away.Wait(Patience.Limit)); }

            // The rest is trained while no grain answers.
            if (step == 502)
            {
                Patience.Until("without an answer", () => rig.Lines.Any(line => line.Contains("no answer", StringComparison.Ordinal)));
            }

            if (step == Steps) { trained.Set(); }
        };
        var trial = new TrialId(await store.SubmitAsync(TestStore.Spec(trials: 1)), 1);

        var run = rig.RunAsync(await store.AssignAsync(trial), Token);
        await half.Task.InTimeAsync();
        await server.StopAsync(mode);
        away.Set();
        Assert.True(await Task.Run(() => trained.Wait(Patience.Limit, Token), Token));
        await server.StartAsync();

        Assert.Null(await run);
        Assert.Equal(TrialStatus.Completed, (await store.TrialAsync(trial)).Status);
        return (await store.Reader.SeriesAsync(trial, Token))[metric];
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
