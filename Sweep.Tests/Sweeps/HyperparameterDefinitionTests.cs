using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

/// <summary>Definitions as a trainable of one's own may declare them.</summary>
public sealed class HyperparameterDefinitionTests
{
    private static readonly HyperparameterDefinition _flag = new("shuffle", HyperparameterType.Flag) { Default = true };

    [Theory]
    [InlineData(1.0, null, 8.0, null, " from 1 to 8")]
    [InlineData(0.0, null, null, 1.0, " from 0 to below 1")]
    [InlineData(null, 0.0, null, null, " above 0")]
    [InlineData(null, null, 8.0, null, " up to 8")]
    [InlineData(null, null, null, 0.5, " below 0.5")]
    [InlineData(null, null, null, null, "")]
    public void ToString_OfARange_IsTheEndOfASentence(double? from, double? above, double? to, double? below, string expected) =>
        Assert.Equal(expected, new NumberRange { From = from, Above = above, To = to, Below = below }.ToString());

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void TryRead_OfAFlag_IsTheFlagOfItsCanonicalText(string text, bool expected)
    {
        Assert.True(_flag.TryRead(text, out var value));

        Assert.Equal((object)expected, value);
        Assert.Equal(text, HyperparameterText.Write(value));
    }

    [Theory]
    [InlineData("True")]
    [InlineData("1")]
    [InlineData("none")]
    public void TryRead_OfAFlagInAnotherForm_IsRefused(string text)
    {
        Assert.False(_flag.TryRead(text, out _));
        Assert.Equal($"found '{text}'; allowed: true, false", _flag.Problem($"'{text}'"));
    }

    [Fact]
    public void TryRead_OfAText_IsTheTextAsItIs()
    {
        Assert.True(new HyperparameterDefinition("note", HyperparameterType.Text).TryRead("none, or a text", out var value));

        Assert.Equal("none, or a text", value);
    }

    [Fact]
    public void Problem_OfANumberThatIsNoFloat32_SaysNothingOfFloat32() => Assert.Equal(
        "found 0; allowed: a number above 0, or none",
        new HyperparameterDefinition("rate", HyperparameterType.Number) { Range = new() { Above = 0 }, IsNullable = true }.Problem("0"));

    [Theory]
    [InlineData(1e39, false)]
    [InlineData(1e38, true)]
    public void IsComputable_OnlyInFloat32_AsksForTheRangeInFloat32(double value, bool expected)
    {
        var inDouble = new HyperparameterDefinition("rate", HyperparameterType.Number) { Range = new() { Above = 0 } };

        Assert.True(inDouble.IsComputable(value));
        Assert.Equal(expected, (inDouble with { IsFloat32 = true }).IsComputable(value));
    }
}
