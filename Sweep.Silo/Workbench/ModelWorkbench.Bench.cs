using System.Runtime.CompilerServices;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Model;
using Sweep.Model.Training;
using Sweep.Silo.Telemetry;

namespace Sweep.Silo.Workbench;

internal sealed partial class ModelWorkbench
{
    /// <inheritdoc/>
    public BenchMachine DescribeMachine() =>
        new(MachineFacts.Processor, Environment.ProcessorCount, MachineFacts.LibTorch, Environment.Version.ToString());

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrainingBenchmark> BenchTrainAsync(
        BenchRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // By hand: an iterator can't yield from within a try that catches.
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
    public Task<MetricsBenchmark> BenchMetricsAsync(MetricsRequest request, CancellationToken cancellationToken) =>
        new MetricsBench(request, TimeProvider.System).RunAsync(cancellationToken);

    /// <summary>With the model's errors in the command line's words.</summary>
    private static async Task<T> PutRightAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (ModelException exception)
        {
            throw new SherlockException(exception.Message, SherlockException.BadInput, exception);
        }
        catch (DivergedException exception)
        {
            throw new SherlockException(
                $"The benchmark diverged: {exception.Message} Take a smaller learning_rate, or a clip_norm.", SherlockException.BadInput, exception);
        }
    }
}
