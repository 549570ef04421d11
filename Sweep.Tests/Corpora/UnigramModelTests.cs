using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

public sealed class UnigramModelTests
{
    // Word 0 three times, word 1 once, word 2 never: (3.5, 1.5, 0.5) / (4 + 1.5).
    private readonly UnigramModel _model = new([0, 1, 0, 0], vocabularySize: 3);

    [Fact]
    public void LogFrequencies_OfCounts_AreSmoothedAndSumToOne()
    {
        Assert.Equal([Math.Log(3.5 / 5.5), Math.Log(1.5 / 5.5), Math.Log(0.5 / 5.5)], _model.LogFrequencies.ToArray());
        Assert.Equal(1, _model.LogFrequencies.ToArray().Sum(Math.Exp), precision: 12);
    }

    [Fact]
    public void Perplexity_OfOtherTokens_IsTheInverseOfTheirMeanFrequency()
    {
        Assert.Equal(11, _model.Perplexity([2])!.Value, precision: 12);
        // sqrt(11/7 · 11/3)
        Assert.Equal(Math.Sqrt(121.0 / 21), _model.Perplexity([0, 1])!.Value, precision: 12);
    }

    [Fact]
    public void Perplexity_OfNothing_IsNull() => Assert.Null(_model.Perplexity([]));
}
