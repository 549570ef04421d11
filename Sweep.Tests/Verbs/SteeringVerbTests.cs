using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

public sealed class SteeringVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public SteeringVerbTests()
    {
        _rig.Backend.HasCluster = true;
        _rig.Source.Status = SweepStatus.Running;
        _rig.Source.Trials.AddRange([Some.Trial(1, TrialStatus.Completed), Some.Trial(2, TrialStatus.Pending)]);
    }

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("pause", SweepStatus.Paused, "sizes is paused: 1 completed, 1 pending.\n")]
    [InlineData("resume", SweepStatus.Running, "sizes is running: 1 completed, 1 pending.\n")]
    [InlineData("cancel", SweepStatus.Cancelled, "sizes is cancelled: 1 completed, 1 pending.\n")]
    public async Task Verb_OfASweepOrATrial_SteersJustThatAndSaysWhereTheSweepStands(string verb, SweepStatus leaves, string expected)
    {
        _rig.Backend.Steered.Leaves = leaves;

        Assert.Equal(0, await _rig.RunAsync(verb, "sizes"));
        Assert.Equal(expected, _rig.Out);
        Assert.Equal([$"steer {verb}", "dispose"], _rig.Backend.Calls);

        _rig.Source.Status = SweepStatus.Running;
        Assert.Equal(0, await _rig.RunAsync(verb, "sizes/2"));
        Assert.Contains($"steer {verb} 2", _rig.Backend.Calls);
        Assert.All(_rig.Backend.Steered.Sweeps, sweep => Assert.Equal(Some.SweepId, sweep));
    }

    [Theory]
    [InlineData("pause", "sizes")]
    [InlineData("resume", "sizes")]
    [InlineData("cancel", "sizes/1")]
    [InlineData("retry", "sizes")]
    [InlineData("extend", "sizes", "g.yaml")]
    public async Task Verb_NobodyAnswers_ReturnsThreeWithOneLine(params string[] args)
    {
        _rig.Backend.Steered.Fails = new("No silo answers.", SherlockException.OutOfReach);

        Assert.Equal(3, await _rig.RunAsync(args));
        Assert.Equal("error: No silo answers.\n", _rig.Error);
        Assert.Empty(_rig.Out);
    }

    [Fact]
    public async Task Resume_OfACancelledSweep_IsRefused()
    {
        _rig.Source.Status = SweepStatus.Cancelled;

        Assert.Equal(2, await _rig.RunAsync("resume", "sizes"));
        Assert.Equal("error: 'sizes' was cancelled, which is final: 'submit GRID' trains it again.\n", _rig.Error);
    }

    [Fact]
    public async Task Resume_OneTrialOfADataFolderByAProgramWithoutTrainer_SetsItReadyAndSaysWhatTrainsIt()
    {
        (_rig.Backend.HasCluster, _rig.Backend.HasTraining) = (false, false);
        _rig.Source.Folder = "sizes-2";
        _rig.Source.Newer.Add(Some.Later() with { Folder = "sizes-3" });

        Assert.Equal(0, await _rig.RunAsync("resume", "sizes-2/2", "--data", "here"));
        Assert.Contains("steer resume 2", _rig.Backend.Calls);
        Assert.Equal("To train it: resume sizes-2 --data here\n", _rig.Error);
    }

    [Theory]
    [InlineData(0, "sizes has no failed trials.\n")]
    [InlineData(1, "sizes: 1 failed trial is trained again.\n")]
    [InlineData(12, "sizes: 12 failed trials are trained again.\n")]
    public async Task Retry_SaysHowManyItWere(int count, string expected)
    {
        _rig.Backend.Steered.Answer = count;

        Assert.Equal(0, await _rig.RunAsync("retry", "sizes"));
        Assert.Equal(expected, _rig.Out);
        Assert.Empty(_rig.Error);
    }

    [Theory]
    [InlineData(0, "sizes: 0 trials added, 2 already there.\n")]
    [InlineData(1, "sizes: 1 trial added, 1 already there.\n")]
    [InlineData(2, "sizes: 2 trials added.\n")]
    public async Task Extend_SaysWhatWasNew(int added, string expected)
    {
        _rig.Backend.Steered.Answer = added;

        Assert.Equal(0, await _rig.RunAsync("extend", "sizes", "g.yaml", "--set", "trial.epochs=2"));
        Assert.Equal(["trial.epochs=2"], _rig.Sets);
        Assert.Equal(expected, _rig.Out);
        Assert.DoesNotContain("check", _rig.Backend.Calls);
    }

    [Fact]
    public async Task Priority_MayBeNegative_AndIsSaid()
    {
        Assert.Equal(0, await _rig.RunAsync("priority", "sizes", "-2"));

        Assert.Contains("steer priority -2", _rig.Backend.Calls);
        Assert.Equal("sizes has priority -2.\n", _rig.Out);
    }

    [Fact]
    public async Task Extend_InADataFolder_ChecksTheTextFirst()
    {
        _rig.Backend.HasCluster = false;
        _rig.Backend.CheckFails = new SherlockException("The corpus is too short.");

        Assert.Equal(2, await _rig.RunAsync("extend", "sizes", "g.yaml"));
        Assert.DoesNotContain("steer extend", _rig.Backend.Calls);
    }
}
