using Sweep.Model.Benchmarks;

namespace Sweep.Tests.Benchmarks;

public sealed class MatrixPeakTests
{
    // Two operations for each of 1024³ multiplications, in the one second of a try. The trial's own products are small, and a try repeats
    // them at most a hundred times.
    [Fact]
    public void Measure_OfASmallTrial_IsTheRateOfTheLargeProduct() =>
        Assert.Equal(2.147_483_648, Measure(new() { RnnSize = 8, BatchSize = 2 }), precision: 9);

    // 1024 × (4 words of width 256) times 1024 × 2048: twice as large.
    [Fact]
    public void Measure_OfALargerTrial_IsTheRateOfItsOwnProduct() =>
        Assert.Equal(
            4.294_967_296,
            Measure(new() { Model = "window", SequenceLength = 4, BatchSize = 1_024, EmbeddingSize = 256, HiddenSize = 2_048 }),
            precision: 9);

    private static double Measure(LanguageModelParameters trial)
    {
        using var peak = new MatrixPeak(trial.ToOptions(seed: 1), new SecondALook());
        return peak.Measure(TestContext.Current.CancellationToken);
    }

    /// <summary>A clock that moves one second at each reading.</summary>
    private sealed class SecondALook : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => ++_looks;
    }
}
