using Sweep.Model;
using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

public sealed class VocabularyTests : IDisposable
{
    private readonly TestTexts _texts = new();
    private readonly Corpus _corpus;

    // the 3, cat 2, dog 2, sat 1, ran 1
    public VocabularyTests()
    {
        _texts.Write("a.txt", "The cat sat\nThe dog ran\nthe dog cat");
        _corpus = _texts.Load("a.txt");
    }

    public void Dispose() => _texts.Dispose();

    [Fact]
    public void Load_OfWords_PutsTheMostCommonFirstAndTiesInOrderOfAppearance()
    {
        Assert.Equal(["the", "cat", "dog", "sat", "ran"], _corpus.Vocabulary.Words);
        Assert.Equal([3, 2, 2, 1, 1], _corpus.Vocabulary.Counts);
        Assert.Equal([0, 1, 3, 0, 2, 4, 0, 2, 1], _corpus.Tokens);
        Assert.Equal(3, _corpus.Lines);
    }

    [Fact]
    public void Limit_BelowTheVocabulary_MapsAllOthersToTheLastId()
    {
        var limited = _corpus.Limit(2);

        Assert.Equal(["the", "cat", "<unk>"], limited.Vocabulary.Words);
        Assert.Equal([3, 2, 4], limited.Vocabulary.Counts);
        Assert.Equal([0, 1, 2, 0, 2, 2, 0, 2, 1], limited.Tokens);
        Assert.Equal(2, limited.Vocabulary.UnknownId);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(50_000)]
    public void Limit_AtOrAboveTheVocabulary_AddsNoId(int size)
    {
        Assert.Same(_corpus, _corpus.Limit(size));
        Assert.Null(_corpus.Limit(size).Vocabulary.UnknownId);
    }

    [Fact]
    public void Limit_Twice_IsTheSmallerLimit()
    {
        Assert.Equal(_corpus.Limit(2).Tokens, _corpus.Limit(3).Limit(2).Tokens);
        Assert.Equal(_corpus.Limit(2).Vocabulary.Counts, _corpus.Limit(3).Limit(2).Vocabulary.Counts);
    }

    [Fact]
    public void Limit_ToNothing_IsRefused() =>
        Assert.Equal(
            "A vocabulary of 0 words is not possible; the size is at least 1.",
            Assert.Throws<ModelException>(() => _corpus.Limit(0)).Message);

    [Fact]
    public void TryGetId_OfAWordBeyondTheLimit_IsFalse()
    {
        var vocabulary = _corpus.Limit(2).Vocabulary;

        Assert.True(vocabulary.TryGetId("cat", out var id));
        Assert.Equal(1, id);
        Assert.False(vocabulary.TryGetId("dog", out _));
        Assert.False(vocabulary.TryGetId("<unk>", out _));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 2)] // floor(9 · 0.3) = floor(2.7)
    [InlineData(0.99, 8)]
    public void Split_OfNineTokens_HoldsOutTheLast(double fraction, int heldOut)
    {
        var split = _corpus.Split(fraction);

        Assert.Equal(_corpus.Tokens[..^heldOut], split.Training.ToArray());
        Assert.Equal(_corpus.Tokens[^heldOut..], split.Validation.ToArray());
    }

    [Fact]
    public void Split_WhenBinaryFractionsFallShort_StillTakesTheWholeNumber()
    {
        // 0.29 · 100 is 28.999999999999996 in binary.
        _texts.Write("hundred.txt", string.Concat(Enumerable.Repeat("a b ", 50)));

        Assert.Equal(29, _texts.Load("hundred.txt").Split(0.29).Validation.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Split_OutOfRange_IsRefused(double fraction) => Assert.Throws<ModelException>(() => _corpus.Split(fraction));
}
