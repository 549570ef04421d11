namespace Sweep.Tests.Verbs;

/// <summary>What verbs cannot do with the window model, said in one line.</summary>
public sealed class WindowVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task BenchTrain_OfCellsOfTheWindowModel_IsRefused()
    {
        _rig.Grid = Some.Spec() with { Trial = new LanguageModelParameters { Model = "window" } };

        Assert.Equal(2, await _rig.RunAsync("bench", "train", "g.yaml", "--cell", "lstm"));
        Assert.Equal("error: --cell is given with model window, which has no cell; leave one of them out.\n", _rig.Error);
    }
}
