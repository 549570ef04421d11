using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

/// <summary>What verbs cannot do with the window model, said in one line.</summary>
public sealed class WindowVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(TrialStatus.Pending)]
    [InlineData(TrialStatus.Completed)]
    public async Task Generate_OfAWindowModel_SaysThatItWritesNoText(TrialStatus status)
    {
        _rig.Source.Trials.Add(Some.Trial(1, status) with { Hyperparameters = new LanguageModelParameters { Model = "window" } });

        Assert.Equal(2, await _rig.RunAsync("generate", "sizes/1"));
        Assert.Equal(
            "error: sizes/1 is a window model: it predicts a word from those on both sides of it, and writes no text. "
                + "Name a trial of model rnn.\n",
            _rig.Error);
    }

    [Fact]
    public async Task BenchTrain_OfCellsOfTheWindowModel_IsRefused()
    {
        _rig.Grid = Some.Spec() with { Trial = new LanguageModelParameters { Model = "window" } };

        Assert.Equal(2, await _rig.RunAsync("bench", "train", "g.yaml", "--cell", "lstm"));
        Assert.Equal("error: --cell is given with model window, which has no cell; leave one of them out.\n", _rig.Error);
    }
}
