using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Tests.Corpora;

namespace Sweep.Tests.Data;

public sealed class WindowBatchesTests
{
    // Two rows of five words: 0 1 2 3 4 and 5 6 7 8 9; the eleventh word is left over.
    private static readonly int[] _eleven = [.. Enumerable.Range(0, 11)];

    [Fact]
    public void StepsPerEpoch_OfTheThreeBooks_IsThePublishedNumber()
    {
        var corpus = TestTexts.LoadBooks();

        // 247,812 / 32 = 7,744 columns; 7,744 − 20 − 1.
        Assert.Equal(7_723, new WindowBatches(corpus.Tokens.AsMemory(), 32, 20, TargetKind.Last).StepsPerEpoch);
    }

    [Fact]
    public void Fill_ForTheLastWord_TakesTheSameColumnsOfEveryRow()
    {
        var batches = new WindowBatches(_eleven, 2, 2, TargetKind.Last);
        var (inputs, targets) = (new long[4], new long[2]);

        batches.Fill(1, inputs, targets);

        Assert.Equal(2, batches.StepsPerEpoch);
        Assert.Equal([1, 6, 2, 7], inputs);
        Assert.Equal([3, 8], targets);
    }

    [Fact]
    public void Fill_ForAllWords_PredictsTheNextWordEverywhere()
    {
        var batches = new WindowBatches(_eleven, 2, 2, TargetKind.All);
        var (inputs, targets) = (new long[4], new long[4]);

        batches.Fill(2, inputs, targets);

        Assert.Equal(2, batches.StepsPerEpoch);
        Assert.Equal([2, 7, 3, 8], inputs);
        Assert.Equal([3, 8, 4, 9], targets);
    }

    [Fact]
    public void Fill_ForTheMiddleWord_TakesTwoWordsBeforeAndTwoAfter()
    {
        var batches = new WindowBatches(Enumerable.Range(0, 13).ToArray(), 2, WindowLayout.Between());
        var (inputs, targets) = (new long[8], new long[2]);

        // Two rows of six words: 0 1 2 3 4 5 and 6 7 8 9 10 11.
        batches.Fill(1, inputs, targets);

        Assert.Equal(2, batches.StepsPerEpoch);
        Assert.Equal([1, 7, 2, 8, 4, 10, 5, 11], inputs);
        Assert.Equal([3, 9], targets);
    }

    [Fact]
    public void StepsPerEpoch_OfTheMiddleWordInTheThreeBooks_IsEveryOffset() =>
        // 7,744 columns; the last four begin no window of five.
        Assert.Equal(7_740, new WindowBatches(TestTexts.LoadBooks().Tokens.AsMemory(), 32, WindowLayout.Between()).StepsPerEpoch);

    [Fact]
    public void New_ForTheMiddleWordOfTheLeastText_HasOneStep()
    {
        Assert.Equal(1, new WindowBatches(new int[10], 2, WindowLayout.Between()).StepsPerEpoch);
        Assert.Equal(
            "The text is too short: its 9 training words make 2 rows (batch_size) of 4 words, "
                + "and a window of 5 words needs rows of at least 5. "
            + "Take a longer text or a smaller batch_size.",
            Assert.Throws<ModelException>(() => new WindowBatches(new int[9], 2, WindowLayout.Between())).Message);
    }

    [Fact]
    public void Order_OfAnEpoch_VisitsEveryOffsetOnce()
    {
        var tokens = new int[200];

        // 2 rows of 100: offsets 0 … 94 for the last word, 0 … 95 for the middle one; windows of 4 that do not overlap for all.
        Assert.Equal(Enumerable.Range(0, 95), new WindowBatches(tokens, 2, 4, TargetKind.Last).Order(1, 0).Order());
        Assert.Equal(Enumerable.Range(0, 96), new WindowBatches(tokens, 2, WindowLayout.Between()).Order(1, 0).Order());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => 4 * i), new WindowBatches(tokens, 2, 4, TargetKind.All).Order(1, 0).Order());
    }

    [Fact]
    public void Order_OfAnotherSeedOrEpoch_Differs()
    {
        var batches = new WindowBatches(new int[200], 2, 4, TargetKind.Last);

        Assert.Equal(batches.Order(1, 3), batches.Order(1, 3));
        Assert.NotEqual(batches.Order(1, 3), batches.Order(1, 4));
        Assert.NotEqual(batches.Order(1, 3), batches.Order(2, 3));
        Assert.NotEqual(Enumerable.Range(0, 95), batches.Order(1, 0));
    }

    [Theory]
    [InlineData(TargetKind.Last, 10)]
    [InlineData(TargetKind.All, 8)]
    public void New_OfTheLeastText_HasOneStep(TargetKind targets, int tokens)
    {
        // Rows of T + 2 and T + 1 words.
        Assert.Equal(1, new WindowBatches(new int[tokens], 2, 3, targets).StepsPerEpoch);
        Assert.Throws<ModelException>(() => new WindowBatches(new int[tokens - 1], 2, 3, targets));
    }

    [Theory]
    [InlineData(100, 32, 20)]
    [InlineData(5, 32, 1)]
    [InlineData(0, 1, 1)]
    public void New_OfATooShortText_SaysWhatIsWrongInOneLine(int tokens, int batch, int length)
    {
        var message = Assert.Throws<ModelException>(() => new WindowBatches(new int[tokens], batch, length, TargetKind.Last)).Message;

        Assert.DoesNotContain('\n', message);
        Assert.Contains($"{tokens} training words", message, StringComparison.Ordinal);
        Assert.Contains($"rows (batch_size) of {tokens / batch} words", message, StringComparison.Ordinal);
        Assert.Contains($"at least {length + 2}", message, StringComparison.Ordinal);
    }
}
