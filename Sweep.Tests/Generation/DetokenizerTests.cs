using Sweep.Model.Corpora;
using Sweep.Model.Generation;

namespace Sweep.Tests.Generation;

public sealed class DetokenizerTests
{
    [Theory]
    [InlineData("it was dark . he came", "It was dark. He came")]
    [InlineData("\" it is , \" said he , \" that you are . \" he came", "\"It is,\" said he, \"that you are.\" He came")]
    [InlineData("\" is it ? \" said he", "\"Is it?\" said he")]
    [InlineData("no - - not to - day", "No—not to-day")]
    [InlineData("he ( the man ) went ; \" go ! \"", "He (the man) went; \"go!\"")]
    [InlineData("he said \" so", "He said \"so")]
    [InlineData("it was . \" \" and so ? \" said he", "It was.\" \"And so?\" said he")]
    [InlineData("", "")]
    public void Print_Words_LooksLikeABook(string words, string expected) =>
        Assert.Equal(expected, Detokenizer.Print(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), Truecaser.None));

    [Fact]
    public void Print_AfterAStart_ContinuesItsSentenceAndItsQuotation() => Assert.Equal(
        ("He said: \"it was", ", and so.\" He"),
        Detokenizer.Print(["he", "said", ":", "\"", "it", "was"], [",", "and", "so", ".", "\"", "he"], Truecaser.None));

    [Fact]
    public void Print_NamesOfTheText_AreWrittenAsTheTextWritesThem()
    {
        var builder = new CorpusBuilder();
        builder.Add("We saw Holmes, and I saw holmes; then Holmes saw Mr. McTavish. The man saw us, the end.", CancellationToken.None);

        var text = Detokenizer.Print(
            ["then", "i", "saw", "mr", ".", "mctavish", "and", "holmes", ".", "the", "man", "saw"], builder.Build("names").Casing);

        Assert.Equal("Then I saw Mr. McTavish and Holmes. The man saw", text);
    }
}
