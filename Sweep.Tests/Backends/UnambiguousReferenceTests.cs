using Sweep.Grains.Sweeps;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Backends;

/// <summary>A command that is printed for a sweep must not mean another one of the same name.</summary>
public sealed class UnambiguousReferenceTests : IDisposable
{
    private readonly ClientRig _rig = new() { HasDatabase = true };

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Run_OfAnInterruptedSweepWithANewerOneOfItsName_OffersItById()
    {
        _rig.Source.Status = SweepStatus.Paused;
        _rig.Source.Newer.Add(Some.Later());

        Assert.Equal(2, await _rig.RunAsync("run", "g.yaml"));
        Assert.Contains("'resume 0190aa00000070008000000000000001' finishes it", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_OfAPausedSweepThatItsFolderAloneMeans_OffersTheFolder()
    {
        (_rig.Source.Status, _rig.Source.Folder) = (SweepStatus.Paused, "sizes-2");
        _rig.Source.Newer.Add(Some.Later() with { Folder = "sizes-3" });

        Assert.Equal(0, await _rig.RunAsync("watch", "sizes-2"));
        Assert.Contains("To go on: resume sizes-2\n", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_InterruptedAgain_NamesTheSweepThatWasResumed()
    {
        using var stop = new CancellationTokenSource();
        (_rig.Source.Status, _rig.Source.Folder) = (SweepStatus.Running, "sizes-2");
        _rig.Source.Newer.Add(Some.Later() with { Folder = "sizes-3" });
        _rig.Backend.OnResume = stop.Cancel;

        Assert.Equal(130, await _rig.RunAsync(stop.Token, "resume", "sizes-2"));
        Assert.Contains("Stopped. To go on: resume sizes-2\n", _rig.Error, StringComparison.Ordinal);
    }
}
