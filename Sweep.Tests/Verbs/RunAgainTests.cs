using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

/// <summary>What <c>run</c> does with a sweep file that it has trained before.</summary>
public sealed class RunAgainTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public RunAgainTests() => _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90));

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task RunResume_OfAnInterruptedSweep_GoesOnWithoutAQuestion()
    {
        (_rig.Source.Status, _rig.HasDatabase) = (SweepStatus.Paused, true);
        _rig.Source.Trials.Add(Some.Trial(2, TrialStatus.Pending));
        _rig.Backend.OnResume = () => _rig.Source.Status = SweepStatus.Completed;

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml", "--resume"));
        Assert.Contains("resume", _rig.Backend.Calls);
        Assert.DoesNotContain("submit", _rig.Backend.Calls);
    }

    [Fact]
    public async Task RunResume_OfACompleteSweep_SaysSoAndPrintsItsResultsAlthoughTheFolderIsInUse()
    {
        _rig.HasDatabase = true;
        _rig.Backend.HeldBy = new("The data folder is in use by process 7.", SherlockException.OutOfReach);

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml", "--resume"));
        Assert.Equal(["check", "unigram", "generate 1", "dispose"], _rig.Backend.Calls);
        Assert.Equal("sizes is already complete.\n", _rig.Error);
        Assert.Contains("text by the winner, sizes/1, by its best checkpoint, of step 90:", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunResume_OfASweepThatIsNotThere_StartsIt()
    {
        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml", "--resume"));
        Assert.Contains("submit", _rig.Backend.Calls);
    }

    [Fact]
    public async Task RunResume_OfACancelledSweep_SaysThatItIsFinal()
    {
        (_rig.Source.Status, _rig.HasDatabase) = (SweepStatus.Cancelled, true);

        Assert.Equal(2, await _rig.RunAsync("run", "g.yaml", "--resume"));
        Assert.Equal("error: 'sizes' was cancelled, which is final: 'run GRID --new' trains it again.\n", _rig.Error);
    }

    [Fact]
    public async Task RunResume_WithNew_IsRefused()
    {
        Assert.Equal(2, await _rig.RunAsync("run", "g.yaml", "--resume", "--new"));
        Assert.StartsWith("error: --new starts over, and --resume goes on; allowed: one of them.", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAGridWhoseResultsAreThere_SaysSoAndTrainsItAgainWithoutATerminal()
    {
        _rig.HasDatabase = true;

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml"));
        Assert.StartsWith(
            "note: 'sizes' has trained the same grid: 1 completed. On the same texts and the same kind of processor the results would be "
            + "the same. It is trained again; 'run GRID --resume' prints its results instead.\n",
            _rig.Error,
            StringComparison.Ordinal);
        Assert.Contains("submit", _rig.Backend.Calls);
    }

    [Fact]
    public async Task Run_OfAGridWhoseResultsAreThere_ShowsThemIfThePersonWantsThem()
    {
        (_rig.HasDatabase, _rig.Keys) = (true, [ConsoleKey.Enter]);

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml"));
        Assert.DoesNotContain("submit", _rig.Backend.Calls);
        Assert.Contains("text by the winner, sizes/1, by its best checkpoint, of step 90:", _rig.Out, StringComparison.Ordinal);
    }
}
