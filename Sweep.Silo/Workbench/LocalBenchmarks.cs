using System.Runtime.CompilerServices;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Model.Training;
using Sweep.Silo.Telemetry;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <inheritdoc cref="IBenchmarks"/>
internal sealed class LocalBenchmarks(CorpusCache corpora) : IBenchmarks
{
    /// <inheritdoc/>
    public BenchMachine DescribeMachine(Hyperparameters trial)
    {
        var options = trial.ToOptions(seed: 1);
        return new(
            MachineFacts.Processor,
            MachineFacts.Cores,
            Environment.ProcessorCount,
            MachineFacts.LibTorch,
            Environment.Version.ToString(),
            ComputedIn(options),
            BFloat16Support.Notice(options));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrainingBenchmark> BenchTrainAsync(
        BenchRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Without await foreach, because an iterator cannot yield inside a try block that has a catch.
        await using var results = new TrainingBench(corpora, request).RunAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await PutRightAsync(async () => await results.MoveNextAsync()))
        {
            yield return results.Current;
        }
    }

    /// <inheritdoc/>
    public Task<MemoryBenchmark> BenchMemoryAsync(MemoryRequest request, CancellationToken cancellationToken) =>
        PutRightAsync(() => new MemoryBench(corpora, request).RunAsync(cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<DispatchBenchmark> BenchDispatchAsync(DispatchRequest request, CancellationToken cancellationToken) =>
        new DispatchBench(request, TimeProvider.System).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ScaleBenchmark> BenchScaleAsync(ScaleRequest request, CancellationToken cancellationToken) =>
        new ScaleBench(request, TimeProvider.System).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<MetricsBenchmark> BenchMetricsAsync(MetricsRequest request, CancellationToken cancellationToken) =>
        new MetricsBench(request, TimeProvider.System).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<DashboardBenchmark> BenchDashboardAsync(DashboardRequest request, CancellationToken cancellationToken) =>
        new DashboardBench(request, TimeProvider.System).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<LogsBenchmark> BenchLogsAsync(LogsRequest request, CancellationToken cancellationToken) =>
        ModelErrors.RunAsync(() => new LogsBench(request, TimeProvider.System).Run(cancellationToken), cancellationToken);

    // The window model supports only float32.
    private static string ComputedIn(TrainingOptions options) => BFloat16Support.Here switch
    {
        _ when options is not { Precision: PrecisionKind.BFloat16, Model: ModelKind.Rnn } => "float32",
        BFloat16Support.Kind.Computed => "bfloat16",
        BFloat16Support.Kind.Emulated => "bfloat16, emulated",
        _ => "float32",
    };

    /// <summary>Runs the work, and translates the model's errors into the command line's.</summary>
    private static async Task<T> PutRightAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (ModelException exception)
        {
            throw ModelErrors.BadInput(exception);
        }
        catch (DivergedException exception)
        {
            throw new SherlockException(
                $"The benchmark diverged: {exception.Message} Take a smaller learning_rate, or a clip_norm.",
                SherlockException.BadInput,
                exception);
        }
    }
}
