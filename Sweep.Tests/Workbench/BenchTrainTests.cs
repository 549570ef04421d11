using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Silo.Embedded;
using Sweep.Silo.Slots;
using Sweep.Silo.Training;
using Sweep.Silo.Workbench;

namespace Sweep.Tests.Workbench;

public sealed class BenchTrainTests
{
    private static readonly string _noFolder = Path.Combine(Path.GetTempPath(), "sherlock-no-data");

    private static readonly Hyperparameters _tiny = new()
    {
        EmbeddingSize = 2,
        RnnSize = 2,
        HiddenSize = 2,
        SequenceLength = 2,
        BatchSize = 2,
        NegativeSamples = 2,
    };

    [Fact]
    public async Task BenchTrainAsync_OfACorpusThatIsNotThere_IsBadInput()
    {
        var path = Path.Combine(_noFolder, "none");

        var error = await Assert.ThrowsAsync<SherlockException>(() => BenchAsync(_tiny, path));

        Assert.Equal(SherlockException.BadInput, error.ExitCode);
        Assert.StartsWith($"Corpus '{path}' is not there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchTrainAsync_OfARateThatDiverges_SaysSo()
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => BenchAsync(_tiny with { LearningRate = 1e30 }));

        Assert.StartsWith("The benchmark diverged: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchTrainAsync_OfWhatThePlainLoopTrains_ComparesWithIt()
    {
        var result = Assert.Single(await BenchAsync(_tiny));

        Assert.Equal(result.StepsPerSecond / result.PlainStepsPerSecond, result.RatioToPlain);
        Assert.NotNull(result.RatioToPlain);
    }

    [Theory]
    [InlineData("all", "momentum", null)]
    [InlineData("last", "adam", null)]
    [InlineData("last", "momentum", 1.0)]
    public async Task BenchTrainAsync_OfWhatThePlainLoopCannotTrain_ComparesWithNothing(string targets, string optimizer, double? clipNorm)
    {
        var result = Assert.Single(await BenchAsync(_tiny with { Targets = targets, Optimizer = optimizer, ClipNorm = clipNorm }));

        Assert.Null(result.PlainStepsPerSecond);
        Assert.Null(result.RatioToPlain);
        Assert.Equal(1, result.RatioToOneSlot);
    }

    [Fact]
    public async Task BenchTrainAsync_OfTheWindowModel_MeasuresItUnderItsNameAlone()
    {
        var result = Assert.Single(await BenchAsync(_tiny with { Model = "window" }));

        Assert.Equal(("window", null), (result.Cell, result.RatioToPlain));
        // One word of each of two windows.
        Assert.Equal(2 * result.StepsPerSecond, result.WordsPerSecond);
    }

    [Fact]
    public async Task BenchTrainAsync_WithHistograms_MeasuresThem()
    {
        var result = Assert.Single(await BenchAsync(_tiny with { SummaryInterval = 3 }, histograms: true));

        Assert.True(result.HistogramStepsPerSecond > 0 && double.IsFinite(result.HistogramStepsPerSecond.Value));
        Assert.True(result.RatioWithHistograms > 0 && double.IsFinite(result.RatioWithHistograms.Value));
    }

    [Fact]
    public void Typical_OfRoundsThatWereDisturbed_LeavesTheDisturbancesOut() =>
        // Three rounds of two turns; the second turn has the histograms, and each round was held up once, elsewhere.
        Assert.Equal((3.0, 4.0), HistogramBench.Typical([[(1, 1), (2, 90)], [(90, 1), (2, 3)], [(1, 1), (90, 3)]]));

    [Fact]
    public async Task BenchTrainAsync_WithoutHistograms_SaysNothingOfThem() => Assert.Null(Assert.Single(await BenchAsync(_tiny)).RatioWithHistograms);

    [Fact]
    public async Task TogetherAsync_WhereOneThreadFails_StopsTheOthersAndThrowsWhatItThrew()
    {
        SlotThread[] threads = [new(1), new(2)];
        try
        {
            await Assert.ThrowsAsync<SherlockException>(() => TrainingBench.TogetherAsync(threads, Work, TestContext.Current.CancellationToken));
        }
        finally
        {
            Array.ForEach(threads, thread => thread.Dispose());
        }

        static void Work(int thread, CancellationToken stop)
        {
            if (thread == 1)
            {
                throw new SherlockException("The second failed.");
            }

            stop.WaitHandle.WaitOne();
            stop.ThrowIfCancellationRequested();
        }
    }

    private static async Task<ImmutableArray<TrainingBenchmark>> BenchAsync(Hyperparameters trial, string corpus = "sample", bool histograms = false)
    {
        var workbench = new ModelWorkbench(new DataFolder(_noFolder), new CorpusCache(_noFolder));
        var results = ImmutableArray.CreateBuilder<TrainingBenchmark>();
        var request = new BenchRequest(corpus, [trial.Cell], [1], trial, Steps: 1, histograms);
        await foreach (var result in workbench.BenchTrainAsync(request, TestContext.Current.CancellationToken))
        {
            results.Add(result);
        }

        return results.ToImmutable();
    }
}
