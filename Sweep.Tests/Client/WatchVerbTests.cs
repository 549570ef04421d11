namespace Sweep.Tests.Client;

public sealed class WatchVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public WatchVerbTests() => Some.Fill(_rig.Source);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Watch_WithJson_EndsWithTheDocumentOfShowAlone()
    {
        Assert.Equal(1, await _rig.RunAsync("watch", "sizes", "--json"));
        Assert.Contains("sizes/2 diverged: loss is NaN", _rig.Error, StringComparison.Ordinal);

        using var other = new ClientRig();
        Some.Fill(other.Source);
        Assert.Equal(0, await other.RunAsync("show", "sizes", "--json"));
        Assert.Equal(other.Out, _rig.Out);
    }
}
