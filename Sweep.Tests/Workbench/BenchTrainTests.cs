using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Silo.Slots;
using Sweep.Silo.Workbench;

namespace Sweep.Tests.Workbench;

public sealed class BenchTrainTests
{
    private static readonly string _noFolder = Path.Combine(Path.GetTempPath(), "sherlock-no-data");

    private static readonly LanguageModelParameters _tiny = new()
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
        // Adam moves each weight by the rate at each step, so the third is beyond float32 in whatever order its sums are added up.
        var error = await Assert.ThrowsAsync<SherlockException>(() => BenchAsync(_tiny with { Optimizer = "adam", LearningRate = 3e38 }));

        Assert.StartsWith("The benchmark diverged: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchTrainAsync_OfWhatThePlainLoopTrains_ComparesWithIt()
    {
        var result = Assert.Single(await BenchAsync(_tiny));

        Assert.True(result.PlainStepsPerSecond!.Median > 0 && double.IsFinite(result.RatioToPlain!.Value));
    }

    [Theory]
    [InlineData("basic", "last")]
    [InlineData("gru", "last")]
    [InlineData("lstm", "last")]
    [InlineData("lstm", "all")]
    public async Task BenchTrainAsync_OfARecurrentModel_HoldsItAgainstTheLibrarysLayerAndThePeak(string cell, string targets)
    {
        var result = Assert.Single(await BenchAsync(_tiny with { Cell = cell, Targets = targets }));

        Assert.True(result.RatioToLibrary > 0 && double.IsFinite(result.RatioToLibrary.Value));
        Assert.InRange(result.ShareOfPeak, double.Epsilon, 1);
    }

    [Fact]
    public async Task BenchTrainAsync_OnTwoSlots_SaysWhereTheTimeOfTheStepsGoes()
    {
        var results = await BenchAsync(_tiny, slots: [1, 2], runs: 3);

        foreach (var shares in results.Select(result => result.Shares))
        {
            double[] parts = [shares.Batch, shares.Forward, shares.Loss, shares.Backward, shares.Update, shares.Summaries, shares.Rest];
            Assert.All(parts, part => Assert.InRange(part, 0, 1));
            Assert.Equal(1, parts.Sum(), precision: 9);
            Assert.True(shares is { Batch: > 0, Forward: > 0, Loss: > 0, Backward: > 0, Update: > 0 });
        }

        Assert.Equal((1, 2), (results[0].Slots, results[1].Slots));
        Assert.Equal(results[1].StepsPerSecond.Median / results[0].StepsPerSecond.Median, results[1].RatioToOneSlot);

        // Only where there is one slot: the others are for one thread.
        Assert.True(results[0].LibraryPerSecond is not null && results[1] is { LibraryPerSecond: null, PlainStepsPerSecond: null });
    }

    [Fact]
    public async Task BenchTrainAsync_OfShortEpochs_CountsNoStepForTheirEnds()
    {
        // Three thousand words to learn from in steps of five hundred windows, and ten times as many held out: an epoch's end takes far
        // longer than its steps.
        var trial = _tiny with { ValidationFraction = 0.9, BatchSize = 500, VocabularySize = 1_000 };

        var result = Assert.Single(await BenchAsync(trial, steps: 10));

        Assert.InRange(result.Shares.Rest, 0, 0.5);
    }

    [Fact]
    public void RunRates_OfRunsInAnyOrder_AreTheMedianAndBothEnds()
    {
        Assert.Equal(new RunRates(3, 1, 9), RunRates.Of([9, 1, 3]));
        Assert.Equal(new RunRates(4, 1, 9), RunRates.Of([9, 1, 5, 3]));
    }

    [Theory]
    [InlineData("all", "momentum", null)]
    [InlineData("last", "adam", null)]
    [InlineData("last", "momentum", 1.0)]
    public async Task BenchTrainAsync_OfWhatThePlainLoopCannotTrain_ComparesWithNothing(string targets, string optimizer, double? clipNorm)
    {
        var result = Assert.Single(await BenchAsync(_tiny with { Targets = targets, Optimizer = optimizer, ClipNorm = clipNorm }));

        Assert.Null(result.RatioToPlain);
        Assert.Equal(1, result.RatioToOneSlot);
    }

    [Fact]
    public async Task BenchTrainAsync_OfTheWindowModel_MeasuresItUnderItsNameAlone()
    {
        var result = Assert.Single(await BenchAsync(_tiny with { Model = "window" }));

        Assert.Equal(("window", null, null), (result.Cell, result.RatioToPlain, result.RatioToLibrary));
        // One word of each of two windows.
        Assert.Equal(2 * result.StepsPerSecond.Median, result.WordsPerSecond);
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
    public async Task BenchTrainAsync_WithoutHistograms_SaysNothingOfThem() =>
        Assert.Null(Assert.Single(await BenchAsync(_tiny)).RatioWithHistograms);

    [Fact]
    public async Task TogetherAsync_WhereOneThreadFails_StopsTheOthersAndThrowsWhatItThrew()
    {
        SlotThread[] threads = [new(1), new(2)];
        try
        {
            await Assert.ThrowsAsync<SherlockException>(
                () => BenchThreads.TogetherAsync(threads, Work, TestContext.Current.CancellationToken));
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

    private static async Task<ImmutableArray<TrainingBenchmark>> BenchAsync(
        LanguageModelParameters trial, string corpus = "sample", bool histograms = false,
        ImmutableArray<int>? slots = null, int runs = 1, int steps = 1)
    {
        var benchmarks = new LocalBenchmarks(new CorpusCache(_noFolder));
        var results = ImmutableArray.CreateBuilder<TrainingBenchmark>();
        var request = new BenchRequest(corpus, [trial.Cell], slots ?? [1], trial, new LanguageModelParameters(), steps, runs, histograms);
        await foreach (var result in benchmarks.BenchTrainAsync(request, TestContext.Current.CancellationToken))
        {
            results.Add(result);
        }

        return results.ToImmutable();
    }
}
