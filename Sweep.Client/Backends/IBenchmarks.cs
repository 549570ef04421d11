using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>Measures this machine.</summary>
public interface IBenchmarks
{
    /// <summary>Describes the machine that benchmarks measure, and how it computes a trial. Does not load torch.</summary>
    BenchMachine DescribeMachine(Hyperparameters trial);

    /// <summary>Measures training on this machine; returns one result after the other.</summary>
    IAsyncEnumerable<TrainingBenchmark> BenchTrainAsync(BenchRequest request, CancellationToken cancellationToken);

    /// <summary>Measures how much memory training takes in this process.</summary>
    /// <exception cref="Grains.SherlockException">The corpus is missing, or too short for the trial.</exception>
    Task<MemoryBenchmark> BenchMemoryAsync(MemoryRequest request, CancellationToken cancellationToken);

    /// <summary>Measures the cost of handing out trials; one result for each sweep size.</summary>
    /// <exception cref="Grains.SherlockException">The database is out of reach, or its user may not create databases.</exception>
    IAsyncEnumerable<DispatchBenchmark> BenchDispatchAsync(DispatchRequest request, CancellationToken cancellationToken);

    /// <summary>Measures what many slots cost the queue and the database.</summary>
    /// <exception cref="Grains.SherlockException">As <see cref="BenchDispatchAsync"/>.</exception>
    Task<ScaleBenchmark> BenchScaleAsync(ScaleRequest request, CancellationToken cancellationToken);

    /// <summary>Measures how fast points are stored durably.</summary>
    /// <exception cref="Grains.SherlockException">As <see cref="BenchDispatchAsync"/>.</exception>
    Task<MetricsBenchmark> BenchMetricsAsync(MetricsRequest request, CancellationToken cancellationToken);

    /// <summary>Measures what the dashboard costs, and how soon it shows what is new.</summary>
    /// <exception cref="Grains.SherlockException">As <see cref="BenchDispatchAsync"/>.</exception>
    Task<DashboardBenchmark> BenchDashboardAsync(DashboardRequest request, CancellationToken cancellationToken);

    /// <summary>Measures the time and the bytes that TensorBoard's files take, in a temporary folder.</summary>
    Task<LogsBenchmark> BenchLogsAsync(LogsRequest request, CancellationToken cancellationToken);
}
