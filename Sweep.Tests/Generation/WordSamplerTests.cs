using Sweep.Model;
using Sweep.Model.Generation;

namespace Sweep.Tests.Generation;

/// <summary>Five words with the probabilities 1/4, 1/2, 1/16, 1/8, 1/16.</summary>
public sealed class WordSamplerTests
{
    private static readonly float[] _logits =
    [
        .. new[] { 0.25, 0.5, 0.0625, 0.125, 0.0625 }.Select(probability => (float)(7 + Math.Log(probability))),
    ];

    [Fact]
    public void Choose_WithoutOptions_TakesTheLikeliestAndDrawsNothing()
    {
        var random = new SeededRandom(1);

        Assert.Equal(1, WordSampler.Choose(_logits, new(), random));
        Assert.Equal(1UL, random.State);
    }

    [Fact]
    public void Choose_OfEqualLogits_TakesTheMoreCommonWord() => Assert.Equal(1, WordSampler.Choose([1, 3, 3, 3], new(), new(1)));

    [Fact]
    public void Choose_OfTheLastLogit_TakesIt() => Assert.Equal(2, WordSampler.Choose([-3, -2, -1], new(), new(1)));

    [Fact]
    public void Choose_WithANaN_TakesTheLikeliestNumber() => Assert.Equal(2, WordSampler.Choose([float.NaN, 1, 2], new(), new(1)));

    [Theory]
    [InlineData(1, new[] { 0.25, 0.5, 0.0625, 0.125, 0.0625 })]
    // Squared: 16, 64, 1, 4 and 1 parts of 86.
    [InlineData(0.5, new[] { 16 / 86.0, 64 / 86.0, 1 / 86.0, 4 / 86.0, 1 / 86.0 })]
    public void Draw_AtATemperature_FollowsTheProbabilities(double temperature, double[] expected)
    {
        var random = new SeededRandom(1);
        var counts = new int[5];

        for (var i = 0; i < 20_000; i++)
        {
            counts[WordSampler.Draw(_logits, temperature, random)]++;
        }

        Assert.Equal(expected, counts.Select(count => count / 20_000.0), (a, b) => Math.Abs(a - b) < 0.015);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Draw_WithALogitThatIsNotFinite_TakesTheLikeliest(float odd) =>
        Assert.Equal(float.IsNaN(odd) ? 2 : 0, WordSampler.Draw([odd, 1, 2], 0.8, new(1)));

    [Fact]
    public void Choose_OfTheTopOne_IsTheArgMax() => Assert.Equal([1], Chosen(new(TopK: 1)));

    [Fact]
    public void Choose_OfTheTopThree_NeverTakesAnother() => Assert.Equal([0, 1, 3], Chosen(new(TopK: 3)));

    [Fact]
    public void Choose_OfATopKAboveTheVocabulary_CanTakeAnyWord() => Assert.Equal([0, 1, 2, 3, 4], Chosen(new(TopK: 100)));

    [Theory]
    [InlineData(0.4, new[] { 1 })]
    [InlineData(0.6, new[] { 0, 1 })]
    [InlineData(0.74, new[] { 0, 1 })]
    [InlineData(0.76, new[] { 0, 1, 3 })]
    [InlineData(0.9, new[] { 0, 1, 2, 3 })]
    [InlineData(1.0, new[] { 0, 1, 2, 3, 4 })]
    public void Choose_OfTheNucleus_TakesTheFewestThatReachTheProbability(double topP, int[] expected) =>
        Assert.Equal(expected, Chosen(new(TopP: topP)));

    [Fact]
    public void Choose_OfTopKAndTopP_CutsTheNucleusFromTheTopK()
    {
        // Among the top two, 1/2 and 1/4, the first has probability 2/3.
        Assert.Equal([1], Chosen(new(TopK: 2, TopP: 0.66)));
        Assert.Equal([0, 1], Chosen(new(TopK: 2, TopP: 0.67)));
    }

    [Theory]
    [InlineData(1.0, new[] { 0.25, 0.5, 0.0625, 0.125, 0.0625 })]
    // Squares: 16, 64, 1, 4, 1 of 86.
    [InlineData(0.5, new[] { 16 / 86.0, 64 / 86.0, 1 / 86.0, 4 / 86.0, 1 / 86.0 })]
    public void Choose_AtATemperature_FollowsTheSharpenedProbabilities(double temperature, double[] expected)
    {
        var random = SeededRandom.For(1, "words");
        var counts = new double[5];
        for (var i = 0; i < 40_000; i++)
        {
            counts[WordSampler.Choose(_logits, new(Temperature: temperature), random)]++;
        }

        Assert.Equal(expected, counts.Select(count => count / 40_000), (x, y) => Math.Abs(x - y) < 0.01);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1e-300)]
    public void Choose_AtATinyTemperature_IsTheArgMax(double temperature) => Assert.Equal([1], Chosen(new(Temperature: temperature)));

    [Theory]
    [InlineData(0.0, null, null, "A temperature of 0 is not possible; it is a number above 0.")]
    [InlineData(-1.0, null, null, "A temperature of -1 is not possible; it is a number above 0.")]
    [InlineData(double.NaN, null, null, "A temperature of NaN is not possible; it is a number above 0.")]
    [InlineData(null, 0, null, "A top-k of 0 is not possible; it is at least 1.")]
    [InlineData(null, null, 0.0, "A top-p of 0 is not possible; it is above 0 and at most 1.")]
    [InlineData(null, null, 1.01, "A top-p of 1.01 is not possible; it is above 0 and at most 1.")]
    public void Validate_OutOfRange_SaysWhatIsPossible(double? temperature, int? topK, double? topP, string expected) =>
        Assert.Equal(expected, Assert.Throws<ModelException>(new SamplingOptions(temperature, topK, topP).Validate).Message);

    /// <summary>Returns all words that a thousand draws choose.</summary>
    private static int[] Chosen(SamplingOptions options)
    {
        var random = SeededRandom.For(1, "words");
        return [.. Enumerable.Range(0, 1000).Select(_ => WordSampler.Choose(_logits, options, random)).Distinct().Order()];
    }
}
