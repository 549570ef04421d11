using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Files;
using Sweep.Silo.Trainables;
using Sweep.Silo.Workbench;

namespace Sweep.Tests.Workbench;

public sealed class BenchMemoryTests
{
    private const long Megabyte = 1_000_000;
    private static readonly string _noFolder = Path.Combine(Path.GetTempPath(), "sherlock-no-data");

    private static readonly Hyperparameters _tiny = new() { EmbeddingSize = 2, RnnSize = 2, HiddenSize = 2, SequenceLength = 2, BatchSize = 2, NegativeSamples = 2 };

    [Fact]
    public async Task BenchMemoryAsync_OfAFewTrialsAndSlots_LooksAfterEach()
    {
        var result = await BenchAsync(_tiny);

        Assert.Equal([1, 3], result.AfterTrials.Select(trials => trials.Trials));
        Assert.Equal(2, result.WithSlots.Length);

        // A process with libtorch and a text in it, between 50 MB and more than any test machine has.
        Assert.All([result.AtStart, .. result.AfterTrials.Select(trials => trials.Bytes), .. result.WithSlots], bytes => Assert.InRange(bytes, 50 * Megabyte, 100_000 * Megabyte));
    }

    [Fact]
    public async Task BenchMemoryAsync_OfALargeTrial_GrowsByItsWeightsWithEachSlot()
    {
        const int Embedding = 2;
        const int Rnn = 2_048;

        // Four gates by the word's vector and by the state, four bytes each: 67 MB, of which the momentum takes as much again.
        const long Weights = 4L * Rnn * (Embedding + Rnn) * 4;

        var result = await BenchAsync(_tiny with { Cell = "lstm", EmbeddingSize = Embedding, RnnSize = Rnn });

        Assert.InRange(result.WithSlots[1] - result.WithSlots[0], Weights, 10 * Weights);
        Assert.InRange(result.SlotBytes, Weights, 10 * Weights);
    }

    [Fact]
    public async Task BenchMemoryAsync_OfATrialThatDoesNotFit_SaysSo()
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => BenchAsync(_tiny with { BatchSize = 60_000 }));

        Assert.StartsWith("The text is too short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SlotBytes_OfLooks_LeaveTheFirstOut() =>
        Assert.Equal(45 * Megabyte, new MemoryBenchmark(0, [new(1, 1)], [350 * Megabyte, 390 * Megabyte, 440 * Megabyte]).SlotBytes);

    private static Task<MemoryBenchmark> BenchAsync(Hyperparameters trial) => new ModelWorkbench(new DataFolder(_noFolder), new CorpusCache(_noFolder))
        .BenchMemoryAsync(new("sample", trial, Slots: 2, Steps: 1, [1, 3]), TestContext.Current.CancellationToken);
}
