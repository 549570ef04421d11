using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Sweep.Client.Backends;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Backends;

internal sealed partial class FakeBackend
{
    public BenchRequest? Bench { get; private set; }

    public async IAsyncEnumerable<TrainingBenchmark> BenchTrainAsync(
        BenchRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Bench = request;
        await Say("bench", 0);
        foreach (var slots in request.Slots)
        {
            yield return Some.Benchmark("gru", slots) with
            {
                Warnings = BenchWarnings,
                HistogramStepsPerSecond = request.Histograms ? 49.5 : null,
                RatioWithHistograms = request.Histograms ? 0.99 : null,
            };
        }
    }

    public ImmutableArray<string> BenchWarnings { get; set; } = [];

    public BenchMachine Machine { get; set; } = new("Fast 9000", 4, 8, "2.10.0", "10.0.1", "float32");

    public BenchMachine DescribeMachine(Hyperparameters trial) => Machine;

    public MemoryRequest? Memory { get; private set; }

    public Task<MemoryBenchmark> BenchMemoryAsync(MemoryRequest request, CancellationToken cancellationToken)
    {
        Memory = request;
        return Say(
            "bench memory",
            new MemoryBenchmark(100_000_000, [new(100, 300_000_000), new(1_000, 306_000_000)], [350_000_000, 390_000_000, 440_000_000]));
    }

    public DispatchRequest? Dispatch { get; private set; }

    public async IAsyncEnumerable<DispatchBenchmark> BenchDispatchAsync(
        DispatchRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dispatch = request;
        yield return await Say("bench dispatch", new DispatchBenchmark(1_000, 16, 0.25, 1.5, 1, 12.5, 8.5));
    }

    public ScaleRequest? Scale { get; private set; }

    public Task<ScaleBenchmark> BenchScaleAsync(ScaleRequest request, CancellationToken cancellationToken)
    {
        Scale = request;
        return Say("bench scale", new ScaleBenchmark(
            request.Silos, request.Slots, new(0.01, 0.02, 0.03, 40, 5, 6_000, 0, 7),
            new(0.125, null, 0.5, 1_400, 5_000, 2_500_000, 0.5, 31), 100, 1_000, new(8.5, 42.5, 61), new(5.5, 2.5, 0.25)));
    }

    public Task<MetricsBenchmark> BenchMetricsAsync(MetricsRequest request, CancellationToken cancellationToken) =>
        Say("bench metrics", new MetricsBenchmark(request.Slots, 160_000, 40_000));

    public Task<DashboardBenchmark> BenchDashboardAsync(DashboardRequest request, CancellationToken cancellationToken) => Say(
        $"bench dashboard {request.Trials} {request.Points} {request.Tabs}",
        new DashboardBenchmark(0.5, 0.25, 123_456, 80.25, (300, 600), 0.995, (10, 14, 14.5)));

    public Task<LogsBenchmark> BenchLogsAsync(LogsRequest request, CancellationToken cancellationToken) =>
        Say("bench logs", new LogsBenchmark(1.25, 80_000, [new(200, 5_500_000), new(0, 1_750_000)]));
}
