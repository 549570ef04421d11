using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Silo.Workbench;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Cluster;

/// <summary>What orchestration costs over PostgreSQL, said in the output: the program's own benchmarks, at small sizes.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class ClusterBenchTests
{
    private const int Slots = 16;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispatch_OfFewAndManyTrials_SaysWhatEachCosts()
    {
        await using var server = await PostgresServer.CreateDatabaseAsync();
        var bench = new DispatchBench(new(DatabaseLocation.Server(server.ConnectionString), [100, 1_000], Slots), TimeProvider.System);

        var results = await bench.RunAsync(Token).ToListAsync(Token);

        results.ForEach(result => Measured.Tell($"measured dispatch: {result}"));
        Assert.Equal([100, 1_000], results.Select(result => result.Trials));
        Assert.All(
            results,
            result => Assert.True(
                result is { MillisecondsPerTrial: > 0, IdleToWorkMilliseconds: > 0, DecisionToWorkMilliseconds: > 0 }, $"{result}"));
    }

    [Fact]
    public async Task Metrics_OfSixteenSlots_AreAllStored()
    {
        await using var server = await PostgresServer.CreateDatabaseAsync();
        const int rowsPerSlot = 5_000;

        var result = await new MetricsBench(new(DatabaseLocation.Server(server.ConnectionString), Slots, rowsPerSlot), TimeProvider.System)
            .RunAsync(Token);

        Measured.Tell($"measured metrics: {result}");
        Assert.Equal(Slots * rowsPerSlot, result.Rows);
    }

    [Fact]
    public async Task Scale_OfSomeSlotsInTwoSilos_SaysWhatTheyCostTheQueueAndTheDatabase()
    {
        await using var server = await PostgresServer.CreateDatabaseAsync();
        var request = new ScaleRequest(
            DatabaseLocation.Server(server.ConnectionString), Silos: 2, Slots: 8, TimeSpan.FromSeconds(1), Reports: 2,
            TimeSpan.FromSeconds(3), CheckpointBytes: 1_000, IsSearch: true);

        var result = await new ScaleBench(request, TimeProvider.System).RunAsync(Token);

        Measured.Tell($"measured scale: {result}");
        Assert.True(result is { TrialsPerSecond: > 0, Wait.Percentile99: > 0, Busy: { Transactions: > 0, Connections: > 0 } }, $"{result}");
        Assert.True(result.Stages is { Storing: > 0, Asking: > 0 }, $"{result.Stages}");

        // Each slot makes two reports per second, and delayed ones come in a bunch.
        Assert.InRange(result.ReportsPerSecond, double.Epsilon, 3 * result.Slots);
        Assert.True(result.Busy.QueueCores > 0, "The queue's process was not found.");
    }
}
