namespace Sweep.Tests.Verbs;

public sealed class LostResultTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public LostResultTests() => Some.Fill(_rig.Source);

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("list")]
    [InlineData("show sizes/1 --json")]
    [InlineData("best sizes")]
    [InlineData("export sizes")]
    [InlineData("run g.yaml")]
    [InlineData("generate sizes/1")]
    [InlineData("best --help")]
    [InlineData("--version")]
    public async Task RunAsync_WhoseResultCannotBeWritten_SaysSoInOneLineAndReturnsThree(string line)
    {
        _rig.LostResult = "No space left on device";

        Assert.Equal(3, await _rig.RunAsync(line.Split(' ')));
        Assert.EndsWith(
            "error: The result cannot be written to standard output: No space left on device.\n", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ThatHasFailedAnyway_KeepsItsOwnError()
    {
        _rig.LostResult = "No space left on device";

        Assert.Equal(2, await _rig.RunAsync("show", "sizes/9"));
        Assert.Equal("error: 'sizes' has no trial 9: its trials are 1 to 2.\n", _rig.Error);
    }
}
