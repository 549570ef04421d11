using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("rnn_siez", "rnn_size")]
    [InlineData("RNN_SIZE", "rnn_size")]
    [InlineData("rnnsize", "rnn_size")]
    [InlineData("learningrate", "learning_rate")]
    [InlineData("rate", "learning_rate")]
    [InlineData("batch", "batch_size")]
    [InlineData("optimiser", "optimizer")]
    [InlineData("dropout", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void Nearest_OfAllNames_IsWhatWasMeantOrNothing(string word, string? expected) =>
        Assert.Equal(expected, Spelling.Nearest(word, LanguageModelParameters.Schema.Names));

    [Fact]
    public void Nearest_SwappedLetters_AreOneSlip() => Assert.Equal("gru", Spelling.Nearest("gur", ["gut-feeling", "gru"]));

    [Fact]
    public void Quote_LongTextWithLineBreaks_IsOneShortLine() =>
        Assert.Equal($"'\\u000a{new string('a', 59)}…'", Spelling.Quote("\n" + new string('a', 500)));
}
