using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

/// <summary>The verb that lets a search go on.</summary>
public sealed class ExtendSearchTests : IDisposable
{
    private static readonly StopSpec _stopper = new(StopKind.Asha) { Rungs = [2, 5, 10] };

    private readonly ClientRig _rig = new();

    public ExtendSearchTests()
    {
        _rig.Backend.HasCluster = true;
        _rig.Source.Status = SweepStatus.Completed;
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed));
    }

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("100 trials more", "100", "--trials", "100")]
    [InlineData("1 trial more", "1", "--trials", "1")]
    [InlineData("1.5 hours and 200 steps more", " 1.5 200", "--hours", "1.5", "--steps", "200")]
    [InlineData("5 trials and 1 hour and 1 step more", "5 1 1", "--trials", "5", "--hours", "1", "--steps", "1")]
    public async Task Extend_WithMore_AsksForItAndSaysWhatThereIs(string more, string asked, params string[] options)
    {
        Assert.Equal(0, await _rig.RunAsync(["extend", "sizes", .. options]));

        Assert.Equal($"sizes: the search goes on with {more}.\n", _rig.Out);
        Assert.Contains($"steer extend search {asked}".TrimEnd(), _rig.Backend.Calls.Select(call => call.TrimEnd()));
    }

    [Theory]
    [InlineData("its trials train to 81 epochs", "81", "--resource", "81")]
    [InlineData("the search goes on with 5 trials more, and its trials train to 81 epochs", "5   81", "--trials", "5", "--resource", "81")]
    public async Task Extend_ToALargerTotal_AsksForItAndSaysSo(string more, string asked, params string[] options)
    {
        _rig.Source.Stop = _stopper;

        Assert.Equal(0, await _rig.RunAsync(["extend", "sizes", .. options]));

        Assert.Equal($"sizes: {more}.\n", _rig.Out);
        Assert.Contains(_rig.Backend.Calls, call => call.EndsWith(asked, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Extend_ToASmallerTotal_IsRefusedBeforeAnythingIsSent()
    {
        _rig.Source.Stop = _stopper;

        Assert.Equal(SherlockException.BadInput, await _rig.RunAsync("extend", "sizes", "--resource", "10"));

        Assert.Equal("error: --resource: found 10 for trials that train to 10 epochs; allowed: more than 10\n", _rig.Error);
        Assert.DoesNotContain(_rig.Backend.Calls, call => call.StartsWith("steer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Extend_InADataFolder_SaysWhatTrains()
    {
        _rig.Backend.HasCluster = false;

        Assert.Equal(0, await _rig.RunAsync("extend", "sizes", "--trials", "2", "--data", "here"));

        Assert.Equal("To train: resume sizes --data here\n", _rig.Error);
    }

    [Theory]
    [InlineData("'extend' needs a grid file, or one or more of --trials, --hours and --steps for a search, or --resource.")]
    [InlineData(
        "'extend' needs a grid file, or one or more of --trials, --hours and --steps for a search, or --resource.",
        "g.yaml", "--trials", "3")]
    [InlineData("--trials is 0; allowed: a whole number from 1.", "--trials", "0")]
    [InlineData("--trials is 'many'; allowed: a whole number.", "--trials", "many")]
    [InlineData("--hours is 0; allowed: a number above 0.", "--hours", "0")]
    [InlineData("--steps is -1; allowed: a whole number from 1.", "--steps", "-1")]
    [InlineData("--resource is 0; allowed: a whole number from 1.", "--resource", "0")]
    [InlineData("--resource is '27.5'; allowed: a whole number.", "--resource", "27.5")]
    [InlineData("--resource: found 81 for a sweep that holds no trials; allowed: a sweep with stop: asha", "--resource", "81")]
    public async Task Extend_WithoutOneClearWish_IsRefusedWithOneLine(string error, params string[] more)
    {
        Assert.Equal(SherlockException.BadInput, await _rig.RunAsync(["extend", "sizes", .. more]));

        Assert.StartsWith($"error: {error}", _rig.Error, StringComparison.Ordinal);
        Assert.Single(_rig.Error, '\n');
        Assert.DoesNotContain(_rig.Backend.Calls, call => call.StartsWith("steer", StringComparison.Ordinal));
    }
}
