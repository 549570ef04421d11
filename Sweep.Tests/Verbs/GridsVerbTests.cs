using System.Text.Json.Nodes;
using Sweep.Grains.Grids;

namespace Sweep.Tests.Verbs;

public sealed class GridsVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Grids_WithoutAName_ListsThemAllWithinTheTerminal()
    {
        _rig.Width = 80;

        Assert.Equal(0, await _rig.RunAsync("grids"));
        Assert.All(BuiltInGrids.Names, name => Assert.Contains($"  {name} ", _rig.Out, StringComparison.Ordinal));
        Assert.All(_rig.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Grids_WithAName_PrintsTheFileUnchanged()
    {
        Assert.Equal(0, await _rig.RunAsync("grids", "layer-sizes"));
        Assert.Equal(BuiltInGrids.Text("layer-sizes"), _rig.Out);
        Assert.Empty(_rig.Error);
    }

    [Fact]
    public async Task Grids_AsJson_HaveNameAboutAndText()
    {
        Assert.Equal(0, await _rig.RunAsync("grids", "--json"));
        var first = JsonNode.Parse(_rig.Out)!.AsArray()[0]!;

        Assert.Equal("basic-cell", (string?)first["name"]);
        Assert.Equal("How many words can a window of the basic cell have?", (string?)first["about"]);
        Assert.Equal(BuiltInGrids.Text("basic-cell"), (string?)first["text"]);
    }

    [Fact]
    public async Task Grids_WithAnUnknownName_OffersTheNearest()
    {
        Assert.Equal(2, await _rig.RunAsync("grids", "layer-size"));
        Assert.Equal("error: No grid 'layer-size' comes with the program; did you mean 'layer-sizes'?\n", _rig.Error);
    }

    [Theory]
    [InlineData("quickstart", "note: quickstart is the grid that comes with the program: 'grids quickstart' prints it.\n")]
    [InlineData("g.yaml", "")]
    public async Task Validate_OfAGridThatComesWithTheProgram_SaysThatItIsMeant(string grid, string said)
    {
        Assert.Equal(0, await _rig.RunAsync("validate", grid));
        Assert.Equal(said, _rig.Error);
    }
}
