using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Terminal;

public sealed class TerminalTests : IDisposable
{
    private readonly ClientRig _rig = new() { HasDatabase = true, Keys = [] };

    public TerminalTests() => _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90));

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Watch_OnATerminal_ShowsTheLiveTableApartFromTheResult()
    {
        Assert.Equal(0, await _rig.RunAsync("watch", "sizes"));
        Assert.Contains("1/1 trial", _rig.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("1/1 trial", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("unigram model perplexity", _rig.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "resume")]
    [InlineData(1, "submit")]
    [InlineData(2, null)]
    public async Task Run_OfAnInterruptedSweepOnATerminal_DoesWhatIsChosen(int down, string? call)
    {
        _rig.Source.Status = SweepStatus.Paused;
        _rig.Keys = [.. Enumerable.Repeat(ConsoleKey.DownArrow, down), ConsoleKey.Enter];

        _rig.Backend.OnResume = _rig.Backend.OnSubmit = () => _rig.Source.Status = SweepStatus.Completed;

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml"));

        Assert.Equal(call is null ? [] : [call], _rig.Backend.Calls.Where(made => made is "resume" or "submit"));
        Assert.Contains("'sizes' was interrupted in this data folder with 1 of 1 trial done.", _rig.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("note:", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAnInterruptedSweepWhoseClaimsWereChanged_SaysWhichOnesJudgeIt()
    {
        _rig.Source.Status = SweepStatus.Paused;
        _rig.Source.Claims = [Below(6)];
        _rig.Grid = Some.Spec() with { Claims = [Below(7)] };
        _rig.Keys = [ConsoleKey.Enter];
        _rig.Backend.OnResume = () => _rig.Source.Status = SweepStatus.Completed;

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml", "--data", "here"));
        Assert.StartsWith(
            "note: sizes is judged by the claims that it was submitted with; 'claims sizes --claims g.yaml --data here' judges those "
                + "of the grid.\n",
            _rig.Error,
            StringComparison.Ordinal);
    }

    private static Claim Below(double number) =>
        new(
            "it learns", new("val/loss", null, ClaimPoint.Last), new([new("rnn_size", ["8"])]),
            ClaimRelation.Below, null, number, 0, false, ClaimTake.Mean);
}
