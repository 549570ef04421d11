using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

/// <summary>The published numbers of the study's text, on which all its measurements are based.</summary>
public sealed class ThreeBooksTests
{
    private readonly Corpus _corpus = TestTexts.LoadBooks();

    [Fact]
    public void Load_ThreeBooks_HasThePublishedSize()
    {
        Assert.Equal(24_080, _corpus.Lines);
        Assert.Equal(247_812, _corpus.Tokens.Length);
        Assert.Equal(11_756, _corpus.Vocabulary.Count);
        Assert.Equal(11_756, _corpus.Tokens.Distinct().Count());
    }

    [Fact]
    public void Load_ThreeBooks_HasThePublishedFirstWords()
    {
        var first = Enumerable.Range(0, 6).Select(id => (_corpus.Vocabulary[id], _corpus.Vocabulary.Counts[id]));

        Assert.Equal([(",", 14_338), (".", 12_334), ("the", 11_283), ("\"", 6_787), ("and", 5_814), ("i", 5_665)], first);
    }

    [Fact]
    public void Load_ThreeBooks_BeginsWithTheFirstBook()
    {
        var words = _corpus.Tokens.Take(10).Select(id => _corpus.Vocabulary[id]);

        Assert.Equal(["the", "adventures", "of", "sherlock", "holmes", "by", "sir", "arthur", "conan", "doyle"], words);
    }

    [Fact]
    public void Split_OfATwentieth_HoldsOutTheEnd()
    {
        var split = _corpus.Split(0.05);

        // floor(247,812 · 0.05) = floor(12,390.6)
        Assert.Equal(12_390, split.Validation.Length);
        Assert.Equal(247_812 - 12_390, split.Training.Length);
        Assert.Equal(_corpus.Tokens[^1], split.Validation.Span[^1]);
    }

    [Fact]
    public void Perplexity_OfTheHeldOutEnd_IsThatOfTheUnigramModel()
    {
        var split = _corpus.Split(0.05);

        var perplexity = new UnigramModel(split.Training.Span, _corpus.Vocabulary.Count).Perplexity(split.Validation.Span);

        // Computed by an independent program; published rounded, as 500.
        Assert.Equal(511.4962599573676, perplexity!.Value, tolerance: 1e-6);
    }
}
