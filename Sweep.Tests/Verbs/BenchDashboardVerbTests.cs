using System.Text.Json.Nodes;

namespace Sweep.Tests.Verbs;

public sealed class BenchDashboardVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task BenchDashboard_WithoutAnything_SaysWhatAPageAndItsTabsCost()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "dashboard"));

        Assert.Contains("bench dashboard 1000 1000 50", _rig.Backend.Calls);
        Assert.StartsWith("first page: 0.50 s, again 0.25 s, 123 kB\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("training beside the tabs: 0.995× as fast as without\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchDashboard_WithJson_PrintsAllNumbers()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "dashboard", "--trials", "7", "--points", "8", "--tabs", "9", "--json"));

        Assert.Contains("bench dashboard 7 8 9", _rig.Backend.Calls);
        Assert.Equal(123_456, (int)JsonNode.Parse(_rig.Out)!["bytes"]!);
    }

    [Fact]
    public async Task BenchDashboard_OfMoreTabsThanASessionMayHave_SaysHowManyThereMayBe()
    {
        Assert.Equal(2, await _rig.RunAsync("bench", "dashboard", "--tabs", "129"));
        Assert.Contains("--tabs", _rig.Error, StringComparison.Ordinal);
        Assert.Contains("128", _rig.Error, StringComparison.Ordinal);
    }
}
