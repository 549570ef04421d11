using Sweep.Client.Tables;

namespace Sweep.Tests.Tables;

public sealed class ShellTextTests
{
    [Theory]
    [InlineData("grids/layer-sizes.yaml", "grids/layer-sizes.yaml")]
    [InlineData("my grids/a.yaml", "'my grids/a.yaml'")]
    [InlineData("$HOME", "'$HOME'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("", "''")]
    public void Quote_OfAnything_IsOneWordToAShell(string word, string expected) => Assert.Equal(expected, ShellText.Quote(word));
}
