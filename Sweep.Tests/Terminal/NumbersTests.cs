using Sweep.Client.Terminal;

namespace Sweep.Tests.Terminal;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(5, "0:05")]
    [InlineData(65, "1:05")]
    [InlineData(3_600, "1:00:00")]
    [InlineData(90_060, "1d 01:01")]
    public void Duration_TakesTheUnitsThatPeopleRead(double seconds, string expected) =>
        Assert.Equal(expected, Numbers.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(null, "–")]
    [InlineData(1234.56, "1,234.6")]
    [InlineData(999_999_999d, "999,999,999.0")]
    [InlineData(1.73012319735074e60, "1.7e+60")]
    public void Perplexity_OfAnything_IsShort(double? value, string expected) => Assert.Equal(expected, Numbers.Perplexity(value));
}
