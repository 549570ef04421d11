using Sweep.Grains;

namespace Sweep.Tests.Verbs;

public sealed class WatchVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public WatchVerbTests() => Some.Fill(_rig.Source);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Watch_DatabaseAwayFromItsFirstReadOn_WaitsWithoutEndAndSaysSoOnceEachTime()
    {
        var away = new SherlockException("The server is gone.", SherlockException.OutOfReach, passes: true);
        (_rig.Backend.OnOpen, _rig.Source.OnFind) = (() => throw away, _ => throw away);
        var watching = _rig.RunAsync("watch", "sizes", "--json");
        await _rig.WaitAsync(TimeSpan.FromMinutes(10));
        _rig.Backend.OnOpen = () => { };
        await _rig.WaitAsync(TimeSpan.FromMinutes(10));
        Assert.False(watching.IsCompleted);
        _rig.Source.OnFind = _ => { };
        await _rig.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(1, await watching);
        const string Gone = "The server is gone. Looking again until it answers; the sweep goes on by itself.\n"
            + "The database answers again.\n";
        Assert.StartsWith(Gone + Gone, _rig.Error, StringComparison.Ordinal);
    }

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
