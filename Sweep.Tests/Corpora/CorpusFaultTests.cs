using Sweep.Model.Corpora;
using Sweep.Tests.Files;

namespace Sweep.Tests.Corpora;

/// <summary>If the input is bad, one line says what is wrong, in which place, and what is right.</summary>
public sealed class CorpusFaultTests : IDisposable
{
    private const string Choices = "a corpus is sample, sherlock, a file, a folder with .txt files, or a glob";
    private readonly TestTexts _texts = new();

    public void Dispose() => _texts.Dispose();

    [Fact]
    public void Load_OfAMissingPath_SaysWhereItLooked()
    {
        var path = _texts.PathOf("none");

        Assert.Equal($"Corpus '{path}' is not there (no file or folder {path}); {Choices}.", _texts.FaultOf(path));
    }

    [Theory]
    [InlineData("pipe.txt")]
    [InlineData("")]
    [InlineData("*.txt")]
    public async Task Load_OfAPipe_IsRefusedAtOnce(string corpus)
    {
        _texts.Write("a.txt", "some words of a text");
        var pipe = SpecialFiles.MakePipe(_texts.Folder, "pipe.txt");

        var fault = await SpecialFiles.AtOnceAsync(() => _texts.FaultOf(_texts.PathOf(corpus)));

        Assert.Equal($"Corpus file '{pipe}' can't be read: it is a pipe or a device; expected a file.", fault);
    }

    [Fact]
    public void Load_OfADeviceWithoutAnEnd_IsRefused() =>
        Assert.Equal("Corpus file '/dev/zero' can't be read: it is a pipe or a device; expected a file.", _texts.FaultOf("/dev/zero"));

    [Fact]
    public void Load_OfAGlobWithoutMatch_SaysSo() =>
        Assert.Contains("matches no file", _texts.FaultOf(_texts.PathOf("no*/x.txt")), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Load_OfNoName_NamesTheChoices(string corpus) => Assert.Equal($"The corpus has no name; {Choices}.", _texts.FaultOf(corpus));

    [Theory]
    [InlineData("")]
    [InlineData("\n \n*\n")]
    [InlineData("header only\n*** START ***\n*** END ***\nlicence only\n")]
    public void Load_WithoutAWord_IsEmpty(string text)
    {
        var path = _texts.Write("a.txt", text);

        Assert.Equal($"Corpus '{path}' is empty: there is no word in it; {Choices}.", _texts.FaultOf(path));
    }

    [Fact]
    public void Load_OfATruncatedBook_SaysWhichAndHowToRepairIt()
    {
        foreach (var book in Book.Sherlock)
        {
            _texts.Write($"sherlock/{book.FileName}", TestBooks.Whole(book));
        }

        Assert.NotEmpty(CorpusSource.Load("sherlock", _texts.Folder, TestContext.Current.CancellationToken).Tokens);
        var hound = _texts.Write("sherlock/hound_of_the_baskervilles.txt", TestBooks.Whole(Book.Sherlock[1])[..1000]);

        Assert.Equal(
            $"Corpus 'sherlock' is damaged: '{hound}' lacks the START or END marker of a whole book; run `corpus fetch sherlock` again.",
            _texts.FaultOf("sherlock"));
    }

    [Fact]
    public void Load_OfOneWord_NamesTheWord()
    {
        var path = _texts.Write("a.txt", "Never never NEVER");

        Assert.Equal($"Corpus '{path}' has a vocabulary of one word, 'never'; a model needs two or more.", _texts.FaultOf(path));
    }

    [Fact]
    public void Load_OfANulByte_SaysAtWhichByte()
    {
        var path = _texts.Write("a.txt", "two words\0"u8.ToArray());

        Assert.Equal(
            $"'{path}' is not a text: it has a NUL byte at byte 9; a corpus is plain text in UTF-8 or Latin-1.", _texts.FaultOf(path));
    }

    [Fact]
    public void Load_OfControlBytesThatAreNotUtf8_SaysAtWhichByte()
    {
        var path = _texts.Write("a.txt", [0x61, 0x20, 0xFF, 0x01, 0x62]);

        Assert.Contains(
            "is not a text: it has the byte 0x01, in what is not UTF-8, at byte 3;", _texts.FaultOf(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFolderWithABinaryFile_NamesTheFile()
    {
        _texts.Write("a.txt", "good words");
        var bad = _texts.Write("b.txt", [0, 1, 2]);

        Assert.Contains($"'{bad}' is not a text", _texts.FaultOf(_texts.Folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFolderWithoutTexts_SaysSo()
    {
        _texts.Write("a.md", "two words");

        Assert.Equal($"Corpus '{_texts.Folder}' is a folder without a .txt file; {Choices}.", _texts.FaultOf(_texts.Folder));
    }

    [Fact]
    public void Load_OfAFileThatCannotBeRead_NamesTheFile()
    {
        File.CreateSymbolicLink(_texts.PathOf("a.txt"), _texts.PathOf("gone"));

        Assert.Contains($"Corpus file '{_texts.PathOf("a.txt")}' can't be read", _texts.FaultOf(_texts.Folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfSherlockBeforeItIsFetched_SaysHowToFetchItAndTheOtherChoices()
    {
        var fault = _texts.FaultOf("sherlock");

        Assert.Contains("`corpus fetch sherlock`", fault, StringComparison.Ordinal);
        Assert.Contains("`--set corpus=sample`", fault, StringComparison.Ordinal);
        Assert.Contains("file, folder or glob of your own", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }
}
