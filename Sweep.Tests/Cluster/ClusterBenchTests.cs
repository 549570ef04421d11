using Sweep.Grains.Storage;
using Sweep.Silo.Workbench;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Cluster;

/// <summary>What orchestration may cost over PostgreSQL: the program's own benchmarks, at small sizes.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class ClusterBenchTests
{
    private const int Slots = 16;
    private const double MillisecondsToWork = 50;
    private const double MillisecondsPerTrial = 2;
    private const double RatioOfLargeToSmall = 1.2;
    private const double RowsPerSecond = 10_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispatch_OfTrialsThatDoNothing_WakesIdleSlotsSoonAndCostsLittleHoweverManyThereAre()
    {
        await using var server = await PostgresServer.CreateDatabaseAsync();
        var bench = new DispatchBench(new(DatabaseLocation.Server(server.ConnectionString), [500, 5_000], Slots), TimeProvider.System);

        var results = await bench.RunAsync(Token).ToListAsync(Token);

        results.ForEach(result => Measured.Tell($"measured dispatch: {result}"));
        Assert.Equal([500, 5_000], results.Select(result => result.Trials));
        Assert.All(results, result => Assert.InRange(result.IdleToWorkMilliseconds, 0, Measured.Slack * MillisecondsToWork));
        Assert.All(results, result => Assert.InRange(result.MillisecondsPerTrial, 0, Measured.Slack * MillisecondsPerTrial));

        // A cost that grows with the sweep would be ten times as high.
        Assert.InRange(results[1].RatioToFirst, 0, Measured.Slack * RatioOfLargeToSmall);
    }

    [Fact]
    public async Task Metrics_OfSixteenSlots_AreStoredByTheThousand()
    {
        await using var server = await PostgresServer.CreateDatabaseAsync();
        const int rowsPerSlot = 5_000;

        var result = await new MetricsBench(new(DatabaseLocation.Server(server.ConnectionString), Slots, rowsPerSlot), TimeProvider.System).RunAsync(Token);

        Measured.Tell($"measured metrics: {result}");
        Assert.Equal(Slots * rowsPerSlot, result.Rows);
        Assert.InRange(result.RowsPerSecond, RowsPerSecond / Measured.Slack, double.PositiveInfinity);
    }
}
