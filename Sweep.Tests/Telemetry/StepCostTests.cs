using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Telemetry;
using Sweep.Tests.Cluster;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Telemetry;

[Trait("Category", "Slow")]
public sealed class StepCostTests
{
    private const int Steps = 100_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Step_WithEverythingListening_AllocatesNothing()
    {
        await using var store = await SqliteStore.CreateAsync();
        var id = new TrialId(await store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await using var services = Services();
        using var provider = services.GetRequiredService<MeterProvider>();
        var telemetry = services.GetRequiredService<SlotTelemetry>();
        using var clock = telemetry.OpenClock();
        using var attempt = telemetry.Begin(await store.AssignAsync(id), TimeSpan.Zero, clock);
        var training = new CountingTraining();
        attempt.Began(training);

        // The best of several: the machine has other work.
        var costs = Enumerable.Range(0, 10).Select(_ => Cost(attempt, training)).ToList();

        Measured.Tell($"measured step: {costs.Min(cost => cost.Time).TotalNanoseconds / Steps:0} ns");
        Assert.Equal(0, costs.Min(cost => cost.Bytes) / Steps);
    }

    private static (TimeSpan Time, long Bytes) Cost(AttemptTelemetry attempt, CountingTraining training)
    {
        Token.ThrowIfCancellationRequested();
        var (begun, bytes) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < Steps; i++)
        {
            training.Step++;
            attempt.Stepped(training, []);
            attempt.StepBegins();
        }

        return (Stopwatch.GetElapsedTime(begun), GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection().AddMetrics();
        services.AddSingleton(new SlotOptions(1, "logs", "checkpoints", "scratch"));
        services.AddSingleton(_ => new SlotPlan(1));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ILocalSiloDetails, Slots.TestSilo>();
        services.AddSingleton<TrainingMetrics>().AddSingleton<CheckpointMetrics>()
            .AddSingleton<SlotMetrics>().AddSingleton<SlotTelemetry>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Sweep.*").AddHistogramBuckets().AddPrometheusExporter());
        return services.BuildServiceProvider();
    }

    private sealed class CountingTraining : ITraining
    {
        public long Step { get; set; }

        public long? TotalSteps => long.MaxValue;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken) => [];

        public void Save(Stream destination) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
