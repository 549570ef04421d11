using Sweep.Grains;
using Sweep.Model.Corpora;

namespace Sweep.Tests.Workbench;

public sealed class GenerationStartTests
{
    private static readonly string _noCache = Path.Combine(Path.GetTempPath(), "sherlock-no-cache");

    [Fact]
    public void Of_AShortStart_FillsTheWindowWithWordsOfTheCorpusBeforeIt()
    {
        var corpus = CorpusSource.Load(CorpusSource.Sample, _noCache, TestContext.Current.CancellationToken);

        var words = new GenerationStart(6, () => corpus).Of(new(Start: "it was a Dark"));

        string[] before = [.. corpus.Tokens.Slice(11_000, 2).Select(id => corpus.Vocabulary[id])];
        Assert.Equal([.. before, "it", "was", "a", "dark"], words);
    }

    [Fact]
    public void Of_ALongStart_IsItsEndAndNeedsNoCorpus()
    {
        var words = new GenerationStart(2, () => throw new InvalidOperationException("The corpus moved.")).Of(new(Start: "it was a dark"));

        Assert.Equal(["a", "dark"], words);
    }

    [Fact]
    public void Of_TheDefaultInAShortCorpus_IsItsEnd() => Assert.Equal(["c", "d", "e"], Letters(3).Of(new()));

    [Fact]
    public void Of_APosition_StartsThere() => Assert.Equal(["b", "c", "d"], Letters(3).Of(new(Position: 1)));

    [Theory]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void Of_APositionBeyondTheLast_SaysHowLongTheCorpusIs(int position)
    {
        var error = Assert.Throws<SherlockException>(() => Letters(3).Of(new(Position: position)));

        Assert.Equal($"There is no passage of 3 words at position {position}: corpus 'letters' has 5 words.", error.Message);
    }

    [Fact]
    public void Of_AStartWithoutWords_SaysSo()
    {
        var error = Assert.Throws<SherlockException>(() => Letters(3).Of(new(Start: " ")));

        Assert.Equal("The start ' ' has no words; name some words of the trial's text.", error.Message);
    }

    private static GenerationStart Letters(int length)
    {
        var builder = new CorpusBuilder();
        builder.Add("a b c d e", CancellationToken.None);
        var corpus = builder.Build("letters");
        return new(length, () => corpus);
    }
}
