using Sweep.Model.Benchmarks;

namespace Sweep.Tests.Benchmarks;

public sealed class StepArithmeticTests
{
    private static readonly LanguageModelParameters _small = new()
    {
        EmbeddingSize = 3,
        RnnSize = 5,
        HiddenSize = 2,
        SequenceLength = 4,
        BatchSize = 2,
        NegativeSamples = 3,
    };

    // Multiplications forward. Each of eight words has 3 × gates·5 input weights and 5 × gates·5 state weights: 40·gates·8. Each target,
    // and there are two or eight of them, has 5 × 2 hidden weights, and two more for its own logit and for each of three negatives: 18.
    // Each product is also added, and backward does all of it twice.
    [Theory]
    [InlineData("lstm", "last", 6 * ((40 * 4 * 8) + (18 * 2)))]
    [InlineData("gru", "last", 6 * ((40 * 3 * 8) + (18 * 2)))]
    [InlineData("basic", "last", 6 * ((40 * 1 * 8) + (18 * 2)))]
    [InlineData("lstm", "all", 6 * ((40 * 4 * 8) + (18 * 8)))]
    public void Of_ARecurrentModel_IsThatOfAllItsProducts(string cell, string targets, long expected) =>
        Assert.Equal(expected, StepArithmetic.Of((_small with { Cell = cell, Targets = targets }).ToOptions(seed: 1)));

    // Two targets, each with four words of width 3 by 12 × 2 hidden weights, and four logits of two.
    [Fact]
    public void Of_TheWindowModel_HasNoRecurrentLayer() =>
        Assert.Equal(6 * 2 * (24 + 8), StepArithmetic.Of((_small with { Model = "window" }).ToOptions(seed: 1)));

    // 640 words times 256 × 768, 32 targets times 192 × 96 and times 96 × 65: 126.6 million multiplications forward.
    [Fact]
    public void Of_TheDefaults_IsThreeQuartersOfAThousandMillion() =>
        Assert.Equal(759_711_744, StepArithmetic.Of(new LanguageModelParameters().ToOptions(seed: 1)));
}
