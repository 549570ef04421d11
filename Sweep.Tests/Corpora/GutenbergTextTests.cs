using Sweep.Model.Corpora;

namespace Sweep.Tests.Corpora;

public sealed class GutenbergTextTests
{
    [Fact]
    public void Lines_BetweenMarkers_AreTheOnlyOnesThatCount() =>
        Assert.Equal(
            ["", "one", "two"], GutenbergText.Lines("head\n*** START OF THIS BOOK ***\n\none\ntwo\n*** END OF THIS BOOK ***\nlicence"));

    [Fact]
    public void Lines_OfAPlainText_AllCount() => Assert.Equal(["one", "", "two"], GutenbergText.Lines("one\n\ntwo"));

    [Fact]
    public void Lines_WithThePublishersName_AreSkipped() =>
        Assert.Equal(["one", "two"], GutenbergText.Lines("one\nEnd of the Project Gutenberg EBook\ntwo\n"));

    [Fact]
    public void Lines_AfterTheEnd_DoNotCountEvenWhenTheLicenceStarts() =>
        Assert.Equal(["one"], GutenbergText.Lines("*** START\none\n*** END\ntwo\n*** START: FULL LICENSE ***\nthree\n"));

    [Fact]
    public void Lines_WithoutAStartMarker_CountFromTheFirst() =>
        Assert.Equal(["one"], GutenbergText.Lines("one\n*** END\n*** START: FULL LICENSE ***\nthree\n"));

    [Fact]
    public void Lines_WithoutAnEndMarker_CountToTheLast() => Assert.Equal(["one"], GutenbergText.Lines("head\n*** START\none"));

    [Fact]
    public void Lines_WithASecondStartMarker_KeepTheLinesBeforeIt() =>
        Assert.Equal(["one", "*** START again", "two"], GutenbergText.Lines("*** START\none\n*** START again\ntwo\n*** END"));

    [Theory]
    [InlineData("one\r\ntwo\r\n")]
    [InlineData("one\ntwo")]
    [InlineData("one\rtwo\r")]
    public void Lines_WithAnyLineEnding_AreTheSame(string text) => Assert.Equal(["one", "two"], GutenbergText.Lines(text));
}
