using Sweep.Grains.Search;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

/// <summary>What the command line shows of a sweep with early stopping: four trials, of which one was trained to its end.</summary>
public sealed class StoppedSweepTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public StoppedSweepTests()
    {
        _rig.Source.Stop = StopSome.Asha;
        _rig.Source.Trials.AddRange([
            StopSome.Trial(1, TrialStatus.Completed, 6, 5, 4),
            StopSome.Trial(2, TrialStatus.Pruned, 5, 5.5) with { Reason = "nothing could be promoted any more" },
            StopSome.Trial(3, TrialStatus.Pruned, 7),
            StopSome.Trial(4, TrialStatus.Pruned, 8),
        ]);
        _rig.Source.Decisions.AddRange([
            StopSome.Begin(1, 2),
            StopSome.Hold(2, 2, StopSome.Standing(0, 5, 1, 1)),
            StopSome.Promote(3, 2, StopSome.Standing(0, 5, 1, 3, 5), to: 1),
            StopSome.Hold(4, 2, StopSome.Standing(1, 5, 2, 2, 5)),
            StopSome.Hold(5, 3, StopSome.Standing(0, 7, 3, 3, 5)),
            StopSome.Rest(6, 3),
        ]);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Explain_OfATrial_SaysEachDecisionUntilItsEnd()
    {
        Assert.Equal(0, await _rig.RunAsync("explain", "sizes/2"));
        Assert.Equal(
            """
            sizes/2: rnn_size 16
            The next of the grid (2 of 4); trains to epoch 2 first.
            Held at epoch 2 as 1st of 1 (val/loss 5, none may go on yet).
            Its val/loss at the end is foretold as 4.5 ± 0.25.
            Ranks are not judged yet: 5 of 8 trials have trained to their end.
            Promoted to epoch 5 as 1st of 3 at epoch 2 (val/loss 5, cut-off 5).
            Held at epoch 5 as 2nd of 2 (val/loss 5, cut-off 5).
            Pruned because nothing could be promoted any more.
            It is pruned at epoch 5 of 10, with val/loss 5 at its best.

            """,
            _rig.Out);
    }

    [Fact]
    public async Task Explain_OfASweep_EndsWithItsLevelsAndWhatWasSaved()
    {
        Assert.Equal(0, await _rig.RunAsync("explain", "sizes"));
        var lines = _rig.Out.Split('\n');
        Assert.Equal(
            ["sizes is a grid of 4 trials.", "Early stopping by asha holds poor trials at epoch 2, 5: factor 2, guard 0.8."],
            lines[..2]);
        Assert.Equal("trial 2: the next of the grid (2 of 4); trains to epoch 2 first", lines[2]);
        Assert.Equal(
            [
                "search: pruned 3 trials that were held, because nothing could be promoted any more",
                "epoch 2: 4 trials came to it, 2 went on, 2 held or ended, cut-off val/loss 6",
                "epoch 5: 2 trials came to it, 1 went on, 1 held or ended, cut-off val/loss 5",
                "epoch 10: 1 trial came to it",
                "1 trial trained to its end, 3 ended early: they took 19 of the 40 epochs that all would have taken (47.5%).",
                "",
            ],
            lines[7..]);
    }

    [Fact]
    public async Task Explain_OfASeedOfACombination_NamesTheOthers()
    {
        var combination = _rig.Source.Trials[0];
        _rig.Source.Seeds = [1, 2];
        _rig.Source.Trials[2] = _rig.Source.Trials[2] with { Hyperparameters = combination.Hyperparameters, Seed = 2 };
        _rig.Source.Decisions.Add(StopSome.Hold(7, 1, StopSome.Standing(0, 6.5, 1, 1)));

        Assert.Equal(0, await _rig.RunAsync("explain", "sizes/3"));
        Assert.Contains("Its combination is trained as trials 1, 3: ", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("Held at epoch 2 as 1st of 1 (val/loss 6.5, none may go on yet).", _rig.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Promoted", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WithJson_HasLevelsAndTicks()
    {
        Assert.Equal(0, await _rig.RunAsync("explain", "sizes/3", "--json"));
        Assert.Contains("\"level\": 2,\n    \"tick\": 7,", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"Prune\"", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_WhoseFirstTrialIsHeld_SaysSoAndNamesTheBestThatIsWhole()
    {
        _rig.Source.Trials[1] = StopSome.Trial(2, TrialStatus.Held, 5, 3.5);

        Assert.Equal(0, await _rig.RunAsync("best", "sizes", "--top", "1"));
        Assert.Contains("Held at epoch 5 of 10", _rig.Out, StringComparison.Ordinal);
        Assert.Contains(
            "sizes/2 has the best val/loss and was not trained to its end: held at epoch 5 of 10. "
                + "The best of those that were is sizes/1: val/loss 4.\n",
            _rig.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_WithJson_HasWhatEachTrialReachedAtTheLevels()
    {
        Assert.Equal(0, await _rig.RunAsync("best", "sizes", "--json", "--top", "1"));
        Assert.Contains("\"reached\": 10,\n    \"until\": null,\n    \"rungs\": [\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains(
            "\"level\": 5,\n        \"step\": 50,\n        \"value\": 5,\n        \"best\": 5\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhoseTrialsEndedEarly_IsASuccessAndSaysWhatItSaved()
    {
        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml"));
        Assert.Contains(
            "1 trial trained to its end, 3 ended early: they took 19 of the 40 epochs that all would have taken (47.5%).\n",
            _rig.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfASearchWhoseHeldTrialsEndedLast_StillSaysHowTheSearchEnded()
    {
        _rig.Source.Search = SearchSome.Search;
        _rig.Source.Decisions.Insert(5, SearchSome.End(6, new TrialsReason(4, 4)));

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml"));
        Assert.Contains("search: ended after 4 trials\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfATrial_HasItsValuesAtTheLevels()
    {
        Assert.Equal(0, await _rig.RunAsync("show", "sizes/2"));
        Assert.Contains("Pruned at epoch 5 of 10: nothing could be promoted any more", _rig.Out, StringComparison.Ordinal);
        Assert.Matches("at epoch 2 +best val/loss 5", _rig.Out);
    }

    [Fact]
    public async Task Export_OfASweepWithLevels_HasAColumnForEach()
    {
        _rig.Source.Log.Add((2, new("val/loss", 50, 5.5)));

        Assert.Equal(0, await _rig.RunAsync("export", "sizes"));
        Assert.Equal(
            """
            trial,status,seed,rnn_size,metric,step,value,processors,best_at_epoch_2,best_at_epoch_5,best_at_epoch_10
            sizes/2,Pruned,1,16,val/loss,50,5.5,0,5,5,

            """,
            _rig.Out);
    }

    [Fact]
    public async Task Export_OfDecisionsAboutLevels_HasThem()
    {
        Assert.Equal(0, await _rig.RunAsync("export", "sizes", "--decisions"));
        var lines = _rig.Out.Split('\n');
        Assert.Equal("number,kind,trial,rnn_size,reason,level,tick", lines[0]);
        Assert.EndsWith(",2,7", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",5,", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(",,", lines[6], StringComparison.Ordinal);
    }
}
