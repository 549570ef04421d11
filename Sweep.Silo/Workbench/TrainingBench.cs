using System.Runtime.CompilerServices;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Networks;
using Sweep.Silo.Slots;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>Measures training on this machine by cell and number of slots, and compares it with other implementations.</summary>
internal sealed class TrainingBench(CorpusCache corpora, BenchRequest request)
{
    public async IAsyncEnumerable<TrainingBenchmark> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var cell in request.Cells)
        {
            double? one = null;
            foreach (var slots in request.Slots.Order())
            {
                var result = await MeasureAsync(cell, slots, cancellationToken);
                one ??= slots == 1 ? result.StepsPerSecond.Median : null;
                yield return result with
                {
                    RatioToOneSlot = result.StepsPerSecond.Median / one,
                    Warnings = [.. TrainingArithmetic.Here.TakeWarnings()],
                };
            }
        }
    }

    private async Task<TrainingBenchmark> MeasureAsync(string cell, int slots, CancellationToken cancellationToken)
    {
        var (data, options) = Ready(cell);
        var threads = Enumerable.Range(1, slots).Select(slot => new SlotThread(slot)).ToArray();
        try
        {
            var contest = new TrainingContest(data, options, threads, request.Steps);
            for (var run = 0; run < request.Runs; run++)
            {
                await contest.RunAsync(cancellationToken);
            }

            var result = contest.Result(cell);
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
        var bench = new HistogramBench(data, options with { SummaryInterval = LanguageModelParameters.Of(request.Trial).SummaryInterval });
        var measured = await bench.MeasureAsync(threads, (long)request.Runs * request.Steps, cancellationToken);
        return result with { HistogramStepsPerSecond = measured.StepsPerSecond, RatioWithHistograms = measured.RatioToWithout };
    }

    private (TrainingData Data, TrainingOptions Options) Ready(string cell)
    {
        // A benchmark trains for the given number of steps, whatever the epochs.
        var trial = LanguageModelParameters.Of(request.Trial);
        var hyperparameters = trial with { Cell = cell, Epochs = 1_000_000, SummaryInterval = int.MaxValue, MaxHistograms = 0 };
        var options = hyperparameters.ToOptions(seed: 1);
        var data = corpora.Data(request.Corpus, hyperparameters);
        return data.Problem(options) is { } problem ? throw new SherlockException(problem) : (data, options);
    }

    internal static double Median(List<double> values) => RunRates.Of(values).Median;
}
