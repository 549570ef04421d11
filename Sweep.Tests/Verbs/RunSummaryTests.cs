using System.Text.RegularExpressions;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

public sealed class RunSummaryTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Resume_OfACompleteSweepWhoseCorpusMoved_StillSumsUp()
    {
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90));
        _rig.Backend.CorpusFails = new("Corpus 'books' is missing.");

        Assert.Equal(0, await _rig.RunAsync("resume", "sizes"));
        Assert.Contains("note: no unigram model to compare with: Corpus 'books' is missing.\n", _rig.Error, StringComparison.Ordinal);
        Assert.Contains("text by the winner, sizes/1, by its best checkpoint, of step 90:\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("side by side: ", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhoseBestTrialWasCancelled_CallsTheBestCompletedOneTheWinner()
    {
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Cancelled).WithBest(4, 90));
        _rig.Source.Trials.Add(Some.Trial(2, TrialStatus.Completed).WithBest(5.25, 90));

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml"));
        Assert.Contains("text by the winner, sizes/2, by its best checkpoint, of step 90:\n", _rig.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrialStatus.Completed, 0)]
    [InlineData(TrialStatus.Diverged, 1)]
    public async Task Run_OfASearch_FailsOnlyIfNoTrialHasAValue(TrialStatus second, int exitCode)
    {
        _rig.Source.Search = SearchSome.Search;
        _rig.Source.Trials.AddRange([
            SearchSome.Trial(1, double.NaN, 0.9), SearchSome.Trial(2, second is TrialStatus.Completed ? 5 : double.NaN, 0.1),
        ]);

        Assert.Equal(exitCode, await _rig.RunAsync("watch", "sizes"));
        Assert.Contains("sizes/1 diverged", _rig.Error, StringComparison.Ordinal);
    }

    // The loss of a trial that diverged flattens the curves of all others.
    [Fact]
    public async Task Run_OfWhichTrialsDiverged_EndsWithAnAddressThatLeavesThemOut()
    {
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90));
        _rig.Source.Trials.Add(Some.Trial(12, TrialStatus.Diverged));
        _rig.Source.Trials.Add(Some.Trial(3, TrialStatus.Diverged));

        Assert.Equal(1, await _rig.RunAsync("run", "g.yaml"));
        var line = Assert.Single(_rig.Out.Split('\n'), line => line.StartsWith("without those that diverged: ", StringComparison.Ordinal));
        Assert.EndsWith(
            "&smoothing=0&pinnedCards=%5B%7B%22plugin%22%3A%22scalars%22%2C%22tag%22%3A%22val%2Floss%22%7D%5D#timeseries",
            line,
            StringComparison.Ordinal);
        var filter = Uri.UnescapeDataString(line.Split("runFilter=")[1].Split('&')[0]);
        string[] runs =
        [
            "trial-0001", "trial-0003", "trial-0012", "trial-0120", "trial-0030", "sizes/trial-0003", "trial-0003,cell=gru", ".",
        ];
        Assert.Equal(["trial-0001", "trial-0120", "trial-0030", "."], runs.Where(run => Regex.IsMatch(run, filter)));
    }

    [Fact]
    public async Task Run_WithoutADivergedTrial_NamesOneAddressOfTensorBoard()
    {
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90));

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml"));
        Assert.Contains("then open: http://localhost:6006/?smoothing=0&", _rig.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("diverged", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAGridWithClaims_EndsWithWhatBecameOfEach()
    {
        _rig.Source.Claims = [new(
            "it learns", new("val/loss", null, ClaimPoint.Last), new([]), ClaimRelation.Below, null, 6, 0, false, ClaimTake.Mean)];
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90));
        _rig.Source.Log.Add((1, new("val/loss", 90, 5.25)));

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml"));
        Assert.Contains(
            "confirmed: it learns (val/loss at the end: all trials 5.25 (one seed: no spread known); claimed: below 6)\n",
            _rig.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfASweepThatIsCancelledMeanwhile_HasNoWinnerAndReturnsOne()
    {
        _rig.Source.Status = SweepStatus.Cancelled;
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Cancelled).WithBest(4, 90));

        Assert.Equal(1, await _rig.RunAsync("run", "g.yaml"));
        Assert.EndsWith("sizes was cancelled.\n", _rig.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("winner", _rig.Out, StringComparison.Ordinal);
    }
}
