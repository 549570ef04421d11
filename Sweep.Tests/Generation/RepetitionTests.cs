using Sweep.Model.Generation;

namespace Sweep.Tests.Generation;

public sealed class RepetitionTests
{
    [Theory]
    [InlineData("a b c d", 1, 0)]
    [InlineData("it is . it is . it is .", 3.0 / 8, 6)]
    [InlineData("a a a a", 1.0 / 3, 3)]
    [InlineData("a b x a b y b c", 6.0 / 7, 2)]
    public void Of_AText_CountsPairsAndTheLongestRepeatedPassage(string text, double distinct2, int longest)
    {
        var repetition = Repetition.Of(text.Split(' '));

        Assert.Equal(distinct2, repetition.Distinct2, 12);
        Assert.Equal(longest, repetition.LongestRepeat);
    }

    [Fact]
    public void Of_OneWord_HasNoPair() => Assert.Equal(new Repetition(double.NaN, 0), Repetition.Of(["a"]));
}
