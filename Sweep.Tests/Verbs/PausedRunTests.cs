using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Verbs;

/// <summary>What becomes of a run that another command pauses, and of the trials that it leaves.</summary>
public sealed class PausedRunTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Run_PausedByAnotherCommand_SaysSoAndIsNotDone()
    {
        _rig.Source.Status = SweepStatus.Paused;

        Assert.Equal(130, await _rig.RunAsync("run", "g.yaml"));
        Assert.Contains("sizes is paused: ", _rig.Error, StringComparison.Ordinal);
        Assert.EndsWith("To go on: resume sizes\n", _rig.Error, StringComparison.Ordinal);
        Assert.Empty(_rig.Out);
    }

    [Fact]
    public async Task Run_BesideAClusterOfTheEnvironment_NamesItsFolderInTheHint()
    {
        _rig.Source.Status = SweepStatus.Paused;
        _rig.Variables["SHERLOCK_DATABASE"] = "Host=db;Username=me;Database=sweeps";

        Assert.Equal(130, await _rig.RunAsync("run", "g.yaml"));
        Assert.EndsWith("To go on: resume sizes --data .sherlock\n", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_OneTrialOfADataFolder_TrainsIt()
    {
        _rig.Source.Status = SweepStatus.Paused;
        _rig.Backend.OnResume = () => _rig.Source.Status = SweepStatus.Completed;

        Assert.Equal(0, await _rig.RunAsync("resume", "sizes/2"));
        Assert.Contains("resume", _rig.Backend.Calls);
    }
}
