using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Tests.Training;

namespace Sweep.Tests.Data;

/// <summary>A configuration that does not fit its text is refused before anything is trained.</summary>
public sealed class TrainingDataTests
{
    [Fact]
    public void Problem_OfAFittingConfiguration_IsNull() => Assert.Null(Tiny.Data().Problem(Tiny.Options));

    [Fact]
    public void Problem_OfMoreNegativesThanWords_NamesBoth() => AssertRefused(
        Tiny.Options with { NegativeSamples = 18 }, "negative_samples 18 is more than the vocabulary of corpus 'tiny' holds: 17 words.");

    [Fact]
    public void Problem_OfARateBeyondTheNumberFormat_SaysSo() => AssertRefused(
        Tiny.Options with { LearningRate = 1e300 }, "learning_rate 1E+300 is too large for float32; useful ones are below 1.");

    [Fact]
    public void Problem_OfASequenceLongerThanARow_SaysWhatWouldFit() => AssertRefused(
        Tiny.Options with { SequenceLength = 31 },
        "The text is too short: its 64 training words make 2 rows (batch_size) of 32 words, "
            + "and a window of sequence_length 31 needs rows of at least 33. "
        + "Take a longer text, a smaller batch_size or sequence_length.");

    // 2^31 bytes are 2^29 float32 numbers: 2^5 · 2^11 · 4 · 2^11, and 2^9 · 2^20 with a vocabulary of 512.
    [Fact]
    public void Problem_OfWindowsOfTwoGigabytes_NamesTheirFactors()
    {
        var options = Tiny.Options with { SequenceLength = 32, BatchSize = 2048, RnnSize = 2048 };

        AssertRefused(
            options,
            "sequence_length 32 × batch_size 2048 × 4 × rnn_size 2048 float32 numbers take 2 GB or more, "
                + "and a tensor must be smaller: make one of these smaller.");
        Assert.DoesNotContain("2 GB", Tiny.Data().Problem(options with { RnnSize = 2047 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1 << 20, 6, "vocabulary 512 (vocabulary_size) × embedding_size 1048576 ")]
    [InlineData(4, 1 << 20, "vocabulary 512 (vocabulary_size) × hidden_size 1048576 ")]
    public void Problem_OfATableOfTwoGigabytes_NamesItsFactors(int embedding, int hidden, string expected)
    {
        var data = Tiny.Data(tokens: 1000, vocabulary: 512);

        Assert.StartsWith(
            expected, data.Problem(Tiny.Options with { EmbeddingSize = embedding, HiddenSize = hidden }), StringComparison.Ordinal);
        Assert.Null(data.Problem(Tiny.Options with
        {
            EmbeddingSize = Math.Min(embedding, (1 << 20) - 1),
            HiddenSize = Math.Min(hidden, (1 << 20) - 1),
        }));
    }

    [Fact]
    public void Problem_OfAFractionBelowOneWord_SaysSo() => Assert.Equal(
        "validation_fraction 0.01 of the 80 words of corpus 'tiny' is less than one word.",
        Tiny.Data(heldOut: 0.01).Problem(Tiny.Options with { ValidationFraction = 0.01 }));

    [Fact]
    public void New_OfOneWord_SaysHowManyAreNeeded()
    {
        var corpus = Tiny.Corpus([0, 0, 0, 0], 1);

        var message = Assert.Throws<ModelException>(() => new TrainingData(corpus, 50_000, 0)).Message;

        Assert.Equal("Corpus 'tiny' has a vocabulary of 1 word; a language model needs at least 2.", message);
    }

    private static void AssertRefused(TrainingOptions options, string expected)
    {
        Assert.Equal(expected, Tiny.Data().Problem(options));
        Assert.Equal(expected, Assert.Throws<ModelException>(() => Runs.Start(Tiny.Data(), options)).Message);
    }
}
