using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

public sealed class SubmitVerbTests : IDisposable
{
    private const string Id = "0190aa00000070008000000000000001";

    private readonly ClientRig _rig = new();

    public SubmitVerbTests()
    {
        _rig.Backend.HasCluster = true;
        _rig.Source.Status = SweepStatus.Running;
        _rig.Source.Trials.AddRange([Some.Trial(1, TrialStatus.Completed), Some.Trial(2, TrialStatus.Pending)]);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Submit_NewGrid_PrintsTheIdAloneAndSaysHowToWatch()
    {
        Assert.Equal(0, await _rig.RunAsync("submit", "g.yaml", "--priority", "-2", "--database", "Host=h;Database=d;Password=x y"));

        Assert.Equal(_rig.Backend.Steered.Sweeps.Single().ToString("n") + "\n", _rig.Out);
        Assert.Equal("sizes: 2 trials.\nTo watch: watch sizes --database ...\n", _rig.Error);
        Assert.Equal(-2, _rig.Backend.Steered.Priority);
        Assert.Equal(["x y"], _rig.Hidden);
    }

    [Fact]
    public async Task Submit_WithWatch_PrintsTheIdAndThenTheBestAndEndsAsTheSweepDoes()
    {
        _rig.Source.Status = SweepStatus.Completed;

        Assert.Equal(0, await _rig.RunAsync("submit", "g.yaml", "--watch", "--request-id", Id));

        Assert.StartsWith(Id + "\n", _rig.Out, StringComparison.Ordinal);
        Assert.Matches("sizes/1 .*Completed", _rig.Out);
        Assert.DoesNotContain("To watch", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_WithWatchThatIsInterrupted_SaysThatTheClusterGoesOn()
    {
        using var stop = new CancellationTokenSource();
        _rig.Source.Status = SweepStatus.Running;
        _rig.Source.OnMetrics = stop.Cancel;

        Assert.Equal(130, await _rig.RunAsync(stop.Token, "submit", "g.yaml", "--watch", "--request-id", Id));

        Assert.EndsWith(
            $"The cluster goes on with the sweep. To watch it again: watch {Id}\nInterrupted.\n", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_SameRequestAgain_SaysThatItIsThereAndMeansIt()
    {
        _rig.Source.Newer.Add(Some.Later() with { Folder = "sizes-3" });
        _rig.Source.Folder = "sizes-2";

        Assert.Equal(0, await _rig.RunAsync("submit", "g.yaml", "--request-id", Id));

        Assert.Equal(Id + "\n", _rig.Out);
        Assert.Equal("sizes-2 was there already: 1 completed, 1 pending.\nTo watch: watch sizes-2\n", _rig.Error);
        Assert.Equal(Some.SweepId, _rig.Backend.Steered.Sweeps.Single());
    }

    [Fact]
    public async Task Submit_NobodyAnswers_EndsWithHowToRepeatItSafely()
    {
        _rig.Backend.Steered.Fails = new("No silo answers.", SherlockException.OutOfReach);

        Assert.Equal(3, await _rig.RunAsync("submit", "g.yaml", "--request-id", Id));
        Assert.Equal($"error: No silo answers. To repeat it safely, add --request-id {Id}\n", _rig.Error);
        Assert.Empty(_rig.Out);
    }

    [Fact]
    public async Task Submit_Interrupted_SaysHowToRepeatItSafely()
    {
        using var stop = new CancellationTokenSource();
        _rig.Backend.Steered.OnSubmit = _ =>
        {
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        };

        Assert.Equal(130, await _rig.RunAsync(stop.Token, "submit", "g.yaml", "--request-id", Id));
        Assert.Equal($"To repeat it safely, add --request-id {Id}\nInterrupted.\n", _rig.Error);
    }

    [Fact]
    public async Task Submit_AnotherGridWithTheSameIdMeanwhile_IsRefusedTheSecondTime()
    {
        var other = Some.Spec() with { Trial = new LanguageModelParameters { Epochs = 11 } };
        _rig.Backend.Steered.OnSubmit = id => _rig.Source.Newer.Add(Some.Later() with { Id = id, Spec = other });

        Assert.Equal(2, await _rig.RunAsync("submit", "g.yaml"));
        Assert.Equal(
            "error: --request-id is that of 'sizes-2', which is another sweep: give the id that belongs to this grid, or none.\n",
            _rig.Error);
        Assert.Empty(_rig.Out);
    }

    [Fact]
    public async Task Submit_RequestIdOfAnotherGrid_IsRefused()
    {
        _rig.Grid = Some.Spec() with { Trial = new LanguageModelParameters { Epochs = 11 } };

        Assert.Equal(2, await _rig.RunAsync("submit", "g.yaml", "--request-id", Id));
        Assert.Equal(
            "error: --request-id is that of 'sizes', which is another sweep: give the id that belongs to this grid, or none.\n",
            _rig.Error);
        Assert.Empty(_rig.Backend.Steered.Sweeps);
    }
}
