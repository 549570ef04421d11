using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Silo.Workbench;
using Sweep.Tests.EndToEnd;

namespace Sweep.Tests.Workbench;

public sealed class BenchMemoryTests
{
    private const long Megabyte = 1_000_000;

    private static readonly string[] _tiny =
    [
        "embedding_size=2", "rnn_size=2", "hidden_size=2", "sequence_length=2", "batch_size=2", "negative_samples=2",
    ];

    [Fact]
    [Trait("Category", "Slow")]
    public async Task BenchMemory_OfAFewTrialsAndSlots_LooksAfterEach()
    {
        var result = await BenchAsync(_tiny);

        Assert.Equal([1, 3], result["after_trials"]!.AsArray().Select(look => (int)look!["trials"]!));
        Assert.Equal([1, 2], result["with_slots"]!.AsArray().Select(look => (int)look!["slots"]!));

        // A process with libtorch and a text in it, between 50 MB and more than any test machine has.
        long[] all = [(long)result["start_bytes"]!, .. Bytes(result["after_trials"]), .. Bytes(result["with_slots"])];
        Assert.All(all, bytes => Assert.InRange(bytes, 50 * Megabyte, 100_000 * Megabyte));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task BenchMemory_OfALargeTrial_GrowsByItsWeightsWithEachSlot()
    {
        const int Embedding = 2;
        const int Rnn = 2_048;

        // Four gates by the word's vector and by the state, four bytes each: 67 MB, of which the momentum takes as much again.
        const long Weights = 4L * Rnn * (Embedding + Rnn) * 4;

        var result = await BenchAsync([.. _tiny, "cell=lstm", $"embedding_size={Embedding}", $"rnn_size={Rnn}"]);

        Assert.InRange(Bytes(result["with_slots"]) is [var one, var two] ? two - one : 0, Weights, 10 * Weights);
        Assert.InRange((long)result["slot_bytes"]!, Weights, 10 * Weights);
    }

    [Fact]
    public async Task BenchMemoryAsync_OfATrialThatDoesNotFit_SaysSo()
    {
        var noFolder = Path.Combine(Path.GetTempPath(), "sherlock-no-data");
        var benchmarks = new LocalBenchmarks(new CorpusCache(noFolder));
        var trial = new LanguageModelParameters
        {
            EmbeddingSize = 2,
            RnnSize = 2,
            HiddenSize = 2,
            SequenceLength = 2,
            BatchSize = 60_000,
            NegativeSamples = 2,
        };
        var request = new MemoryRequest("sample", trial, Slots: 2, Steps: 1, [1, 3]);

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => benchmarks.BenchMemoryAsync(request, TestContext.Current.CancellationToken));

        Assert.StartsWith("The text is too short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SlotBytes_OfLooks_LeaveTheFirstOut() =>
        Assert.Equal(45 * Megabyte, new MemoryBenchmark(0, [new(1, 1)], [350 * Megabyte, 390 * Megabyte, 440 * Megabyte]).SlotBytes);

    private static long[] Bytes(JsonNode? looks) => [.. looks!.AsArray().Select(look => (long)look!["bytes"]!)];

    /// <summary>Measures in a process that does nothing else: here, other tests take and free memory meanwhile.</summary>
    private static async Task<JsonObject> BenchAsync(params string[] trial)
    {
        var ended = await SiloProcess.RunAsync(
            [
                "bench", "memory", "--slots", "2", "--steps", "1", "--trials", "1,3", "--json",
                .. trial.SelectMany(set => new[] { "--set", $"trial.{set}" }),
            ]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return JsonNode.Parse(ended.Out)!.AsObject();
    }
}
