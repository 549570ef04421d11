using Sweep.Grains;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

/// <summary>What <c>delete</c> and <c>prune</c> ask, do and say.</summary>
public sealed class DeleteVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public DeleteVerbTests()
    {
        (_rig.Backend.HasCluster, _rig.Source.CheckpointUse) = (true, new(2, 2_500_000));
        _rig.Source.Trials.AddRange([Some.Trial(1, TrialStatus.Completed), Some.Trial(2, TrialStatus.Completed)]);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Delete_WithoutATerminal_NeedsYes()
    {
        Assert.Equal(2, await _rig.RunAsync("delete", "sizes"));
        Assert.Equal("error: 'sizes' (2 completed; 2.5 MB of checkpoints) is deleted for good by: delete sizes --yes\n", _rig.Error);
        Assert.DoesNotContain("steer delete", _rig.Backend.Calls);
    }

    [Fact]
    public async Task Delete_WithYes_SaysWhatIsFree()
    {
        Assert.Equal(0, await _rig.RunAsync("delete", "sizes", "--yes"));
        Assert.Equal("sizes is deleted: 2 trials, 1.5 MB of checkpoints.\n", _rig.Out);
        Assert.Equal("Each silo removes its TensorBoard files within a minute.\n", _rig.Error);
        Assert.Equal([Some.SweepId], _rig.Backend.Steered.Sweeps);
    }

    [Theory]
    [InlineData(ConsoleKey.Y, true)]
    [InlineData(ConsoleKey.N, false)]
    public async Task Delete_OnATerminal_DoesWhatThePersonAnswers(ConsoleKey key, bool isDeleted)
    {
        _rig.Keys = [key, ConsoleKey.Enter];

        Assert.Equal(0, await _rig.RunAsync("delete", "sizes"));
        Assert.Equal(isDeleted, _rig.Backend.Calls.Contains("steer delete"));
    }

    [Fact]
    public async Task Delete_OfANameThatOnlyAnotherSweepHas_IsRefused()
    {
        // The sweep that was 'sizes' is deleted already; the name now means the one that came after it.
        _rig.Source.Folder = "sizes-2";

        Assert.Equal(2, await _rig.RunAsync("delete", "sizes", "--yes"));
        Assert.Equal(
            "error: There is no sweep that 'list' shows as 'sizes'; 'sizes-2' has this name too: write 'sizes-2'.\n", _rig.Error);
        Assert.DoesNotContain("steer delete", _rig.Backend.Calls);
    }

    [Fact]
    public async Task Delete_OfAnIdThatIsGone_AsksWhetherItWasDeleted()
    {
        Assert.Equal(0, await _rig.RunAsync("delete", Some.LaterId.ToString("n"), "--yes"));
        Assert.Equal([Some.LaterId], _rig.Backend.Steered.Sweeps);
    }

    [Fact]
    public async Task Delete_WhoseAnswerIsLost_SaysHowToRepeatItById()
    {
        _rig.Backend.Steered.Fails = new("No silo answers.", SherlockException.OutOfReach);

        Assert.Equal(3, await _rig.RunAsync("delete", "sizes", "--yes"));
        Assert.StartsWith(
            $"error: No silo answers. To repeat it safely: delete {Some.SweepId:n} --yes", _rig.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("best", 1)]
    [InlineData("3", 3)]
    [InlineData("0", 0)]
    public async Task Prune_KeepsAsManyAsThePersonWants(string keep, int expected)
    {
        Assert.Equal(0, await _rig.RunAsync("prune", "sizes", "--keep", keep));
        Assert.Contains($"steer prune {expected}", _rig.Backend.Calls);
        Assert.Equal("sizes: the checkpoints of 1 trial are removed, 0.0 MB; 2 trials with 2.5 MB left.\n", _rig.Out);
    }

    [Fact]
    public async Task Prune_OfAWrongNumber_IsOneLine()
    {
        Assert.Equal(2, await _rig.RunAsync("prune", "sizes", "--keep", "bests"));
        Assert.StartsWith(
            "error: --keep is 'bests'; allowed: best, or a whole number from 0 to 1000000.", _rig.Error, StringComparison.Ordinal);
    }
}
