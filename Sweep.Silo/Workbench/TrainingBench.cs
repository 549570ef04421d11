using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Model.Benchmarks;
using Sweep.Model.Training;
using Sweep.Silo.Slots;
using Sweep.Silo.Training;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Measures training on this machine: steps a second by cell and slots, beside a plain TorchSharp loop. Each number is the median of several runs, and the
/// runs of ours and of the plain loop alternate, so that a noisy machine is unfair to neither.
/// </summary>
internal sealed class TrainingBench(CorpusCache corpora, BenchRequest request)
{
    private const int Runs = 5;
    private const int WarmUpSteps = 20;

    // What stands in a cell's stead where the model has none.
    private const string NoCell = "window";

    public async IAsyncEnumerable<TrainingBenchmark> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var cell in request.Cells)
        {
            double? one = null;
            foreach (var slots in request.Slots.Order())
            {
                var result = await MeasureAsync(cell, slots, one, cancellationToken);
                one ??= slots == 1 ? result.StepsPerSecond : null;
                yield return result;
            }
        }
    }

    private async Task<TrainingBenchmark> MeasureAsync(string cell, int slots, double? one, CancellationToken cancellationToken)
    {
        var (data, options) = Ready(cell);
        var comparable = slots == 1 && IsPlain(options);
        var threads = Enumerable.Range(1, slots).Select(slot => new SlotThread(slot)).ToArray();
        try
        {
            var (ours, plain) = (new List<double>(), new List<double>());
            for (var run = 0; run < Runs; run++)
            {
                ours.Add(await TimeAsync(threads, () => new Steps(new Trainer(data, options, TimeProvider.System)), cancellationToken));
                if (comparable)
                {
                    plain.Add(await TimeAsync(threads, () => new Steps(new PlainLoop(data, options)), cancellationToken));
                }
            }

            var speed = Median(ours);
            double? plainSpeed = comparable ? Median(plain) : null;
            var words = (double)options.BatchSize * (options.Targets is TargetKind.All ? options.SequenceLength : 1);
            var name = options.Model is ModelKind.Window ? NoCell : cell;
            var result = new TrainingBenchmark(
                name, slots, speed, speed * words, plainSpeed, speed / plainSpeed, one is null ? slots == 1 ? 1 : null : speed / one);
            return request.Histograms ? await WithHistogramsAsync(result, threads, data, options, cancellationToken) : result;
        }
        finally
        {
            Array.ForEach(threads, thread => thread.Dispose());
        }
    }

    private async Task<TrainingBenchmark> WithHistogramsAsync(
        TrainingBenchmark result, SlotThread[] threads, TrainingData data, TrainingOptions options, CancellationToken cancellationToken)
    {
        var bench = new HistogramBench(data, options with { SummaryInterval = request.Trial.SummaryInterval });
        var measured = await bench.MeasureAsync(threads, Runs * request.Steps, cancellationToken);
        return result with { HistogramStepsPerSecond = measured.StepsPerSecond, RatioWithHistograms = measured.RatioToWithout };
    }

    private (TrainingData Data, TrainingOptions Options) Ready(string cell)
    {
        // A bench trains as long as it is told to, whatever the epochs.
        var hyperparameters = request.Trial with { Cell = cell, Epochs = 1_000_000, SummaryInterval = int.MaxValue, MaxHistograms = 0 };
        var options = hyperparameters.ToOptions(seed: 1);
        var data = corpora.Data(request.Corpus, hyperparameters);
        if (data.Problem(options) is { } problem)
        {
            throw new SherlockException(problem);
        }

        return (data, options);
    }

    /// <summary>Steps a second over all threads: each warms up, all begin together, and each makes the same number of steps.</summary>
    private async Task<double> TimeAsync(SlotThread[] threads, Func<Steps> create, CancellationToken cancellationToken)
    {
        using var start = new Barrier(threads.Length);
        var elapsed = new double[threads.Length];
        Action<int, CancellationToken> work = (i, stop) =>
        {
            using var steps = create();
            steps.Make(WarmUpSteps, stop);
            start.SignalAndWait(stop);
            var begun = Stopwatch.GetTimestamp();
            steps.Make(request.Steps, stop);
            elapsed[i] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        };
        await TogetherAsync(threads, work, cancellationToken);
        return threads.Length * request.Steps / elapsed.Max();
    }

    /// <summary>Runs the work on every thread. Where one fails, the others are cancelled, so that none waits for it for ever, and its exception is thrown.</summary>
    /// <param name="work">Given the index of its thread.</param>
    internal static async Task TogetherAsync(SlotThread[] threads, Action<int, CancellationToken> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ExceptionDispatchInfo? first = null;
        var tasks = threads.Select((thread, i) => thread.RunAsync(() =>
        {
            try
            {
                work(i, stop.Token);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(exception), null);
                stop.Cancel();
                throw;
            }
        }));
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Of the others' exceptions nothing is lost: they say that they were cancelled.
        first?.Throw();
    }

    /// <summary>Whether the plain loop does the same work: it knows one model, one kind of targets, one optimizer, and no clipping.</summary>
    private static bool IsPlain(TrainingOptions options) =>
        options is { Model: ModelKind.Rnn, Targets: TargetKind.Last, Optimizer: OptimizerKind.Momentum, ClipNorm: null };

    internal static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    /// <summary>Something that makes steps on one thread.</summary>
    private sealed class Steps : IDisposable
    {
        private readonly IDisposable _owner;
        private readonly Action _step;

        public Steps(PlainLoop loop) => (_owner, _step) = (loop, loop.Step);

        public Steps(Trainer trainer) => (_owner, _step) = (trainer, () => trainer.Advance());

        public void Make(int count, CancellationToken cancellationToken)
        {
            for (var i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _step();
            }
        }

        public void Dispose() => _owner.Dispose();
    }
}
