using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

public sealed class CorpusSourceTests : IDisposable
{
    private readonly TestTexts _texts = new();

    public void Dispose() => _texts.Dispose();

    [Fact]
    public void Load_Sample_HasTwelveThousandWordsAndNoHeader()
    {
        var sample = CorpusSource.Load("sample", _texts.Folder, TestContext.Current.CancellationToken);

        var words = sample.Tokens.Count(id => char.IsLetterOrDigit(sample.Vocabulary[id][0]) || sample.Vocabulary[id][0] == '\'');
        Assert.True(words >= 12_000, $"The sample has {words} words.");
        Assert.Equal("the casebook of barnaby quill", Tokenizer.Join(sample.Tokens.Take(5).Select(id => sample.Vocabulary[id])));
        Assert.False(sample.Vocabulary.TryGetId("cc0", out _));
    }

    [Fact]
    public void Load_Sample_SharesNoTenWordsInARowWithTheBooks()
    {
        var books = Runs(TestTexts.LoadBooks()).ToHashSet();

        Assert.DoesNotContain(Runs(CorpusSource.Load("sample", _texts.Folder, TestContext.Current.CancellationToken)), books.Contains);
    }

    [Fact]
    public void Load_OfAFolder_ReadsItsTextsInOrdinalOrder()
    {
        _texts.Write("b.txt", "two");
        _texts.Write("B.TXT", "one");
        _texts.Write("c.txt", "three");
        _texts.Write("a.md", "not this");
        _texts.Write("inner/a.txt", "nor this");

        Assert.Equal("one two three", TextOf("."));
    }

    [Theory]
    [InlineData("*.txt", "1 one 2 two")]
    [InlineData("?1.txt", "1 one")]
    [InlineData("x*/y?/*.txt", "4 four")]
    [InlineData("**/*.txt", "1 one 2 two 4 four 3 three")]
    [InlineData("xx/**", "4 four 3 three")]
    [InlineData("**/z.txt", "3 three")]
    public void Load_OfAGlob_ReadsWhatMatches(string glob, string text)
    {
        _texts.Write("a1.txt", "1 one");
        _texts.Write("b22.txt", "2 two");
        _texts.Write("xx/z.txt", "3 three");
        _texts.Write("xx/yy/a.txt", "4 four");
        _texts.Write("xx/yy/.hidden.txt", "5 five");

        Assert.Equal(text, TextOf(glob));
    }

    [Fact]
    public void Load_OfAGlobOverALinkBackUp_Ends()
    {
        _texts.Write("inner/a.txt", "one two");
        Directory.CreateSymbolicLink(_texts.PathOf("inner/up"), _texts.Folder);

        Assert.Equal("one two", TextOf("**/*.txt"));
    }

    [Fact]
    public void Load_OfAFileWithAStarInItsName_ReadsThatFile()
    {
        _texts.Write("a*.txt", "this one");
        _texts.Write("ab.txt", "not that");

        Assert.Equal("this one", TextOf("a*.txt"));
    }

    [Fact]
    public void Load_OfAByteOrderMark_SkipsIt()
    {
        _texts.Write("a.txt", [0xEF, 0xBB, 0xBF, .. "_a b"u8]);

        Assert.Equal("_a b", TextOf("a.txt"));
    }

    [Fact]
    public void Load_OfLatin1_ReadsItsLetters()
    {
        _texts.Write("a.txt", [.. "caf"u8, 0xE9, .. " noir\r\n"u8]);

        Assert.Equal("café noir", TextOf("a.txt"));
    }

    private static IEnumerable<string> Runs(Corpus corpus)
    {
        var words = corpus.Tokens.Select(id => corpus.Vocabulary[id]).Where(word => char.IsLetterOrDigit(word[0])).ToArray();
        return Enumerable.Range(0, words.Length - 9).Select(i => string.Join(' ', words[i..(i + 10)]));
    }

    private string TextOf(string name)
    {
        var corpus = _texts.Load(name);
        return Tokenizer.Join(corpus.Tokens.Select(id => corpus.Vocabulary[id]));
    }
}
