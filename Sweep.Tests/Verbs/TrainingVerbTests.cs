using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

public sealed class TrainingVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public TrainingVerbTests() => _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90));

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Run_OfANewGrid_ChecksSubmitsFollowsAndSumsUp()
    {
        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml", "--slots", "2", "--data", "here"));

        Assert.Equal(["check", "connect 2", "submit", "unigram", "generate 1", "dispose", "dispose"], _rig.Backend.Calls);
        Assert.Equal("here", _rig.DataFolder);
        Assert.EndsWith(
            """
            unigram model perplexity 400.3, winner 190.6
            text by the winner, sizes/1, by its best checkpoint, of step 90:
            the hound was quiet
            logs: /data/logs/sizes
            side by side: tensorboard --logdir /data/logs/sizes

            """
                + "then open: http://localhost:6006/?smoothing=0&pinnedCards=%5B%7B%22plugin%22%3A%22scalars%22%2C%22tag%22%3A"
                + "%22val%2Floss%22%7D%5D#timeseries\n",
            _rig.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithABadCorpus_StartsNothing()
    {
        _rig.Backend.CheckFails = new SherlockException("The corpus is empty.");

        Assert.Equal(2, await _rig.RunAsync("run", "g.yaml"));
        Assert.Equal(["dispose"], _rig.Backend.Calls);
        Assert.Equal("error: The corpus is empty.\n", _rig.Error);
    }

    [Fact]
    public async Task Run_WithADivergedTrial_SaysWhyAndReturnsOne()
    {
        _rig.Source.Trials.Add(Some.Trial(2, TrialStatus.Diverged) with { Reason = "train/loss is NaN at step 40" });

        Assert.Equal(1, await _rig.RunAsync("run", "g.yaml"));
        Assert.EndsWith("sizes/2 diverged: train/loss is NaN at step 40\n", _rig.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SweepStatus.Paused)]
    [InlineData(SweepStatus.Running)]
    public async Task Run_OfAnInterruptedSweepWithoutATerminal_OffersToGoOn(SweepStatus status)
    {
        (_rig.Source.Status, _rig.HasDatabase) = (status, true);
        _rig.Source.Trials.Add(Some.Trial(2, TrialStatus.Pending));

        Assert.Equal(2, await _rig.RunAsync("run", "g.yaml", "--data", "here"));
        Assert.Equal(
            "error: 'sizes' was interrupted in this data folder with 1 of 2 trials done: "
            + "'resume sizes --data here' finishes it, 'run ... --new' starts over.\n",
            _rig.Error);
        Assert.DoesNotContain("connect 4", _rig.Backend.Calls);
    }

    [Fact]
    public async Task Run_OfASweepOfAnEarlierVersionOfItsTrainable_OffersToGoOn()
    {
        (_rig.Source.Status, _rig.HasDatabase, _rig.NewerGrid) =
            (SweepStatus.Paused, true, _rig.Grid with { Schema = new("language-model", "9", []), Axes = [] });

        Assert.Equal(2, await _rig.RunAsync("run", "g.yaml"));
        Assert.StartsWith("error: 'sizes' was interrupted", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfASweepThatAnotherProcessTrains_SaysWhoRatherThanThatItWasInterrupted()
    {
        (_rig.Source.Status, _rig.HasDatabase) = (SweepStatus.Running, true);
        _rig.Backend.HeldBy = new("The data folder is in use by process 7.", SherlockException.OutOfReach);

        Assert.Equal(3, await _rig.RunAsync("run", "g.yaml"));
        Assert.Equal("error: The data folder is in use by process 7.\n", _rig.Error);
    }

    [Fact]
    public async Task Run_WithNew_StartsOverBesideAnInterruptedSweep()
    {
        (_rig.Source.Status, _rig.HasDatabase) = (SweepStatus.Paused, true);
        _rig.Backend.OnSubmit = () => _rig.Source.Status = SweepStatus.Completed;
        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml", "--new"));
        Assert.Contains("submit", _rig.Backend.Calls);
        Assert.DoesNotContain("resume", _rig.Backend.Calls);
    }

    [Fact]
    public async Task Run_Interrupted_StopsTheClusterAndPrintsHowToGoOn()
    {
        using var stop = new CancellationTokenSource();
        _rig.Source.Status = SweepStatus.Running;
        _rig.Source.OnFind = _ => stop.Cancel();

        Assert.Equal(130, await _rig.RunAsync(stop.Token, "run", "g.yaml"));
        Assert.Equal(["check", "connect 4", "submit", "dispose", "dispose"], _rig.Backend.Calls);
        Assert.EndsWith(
            """
            Stopping: running trials write their checkpoints; once more ends at once.
            Stopped. To go on: resume sizes
            Interrupted.

            """,
            _rig.Error,
            StringComparison.Ordinal);
        Assert.Empty(_rig.Out);
    }

    [Theory]
    [InlineData("resume", "sizes")]
    [InlineData("run", "g.yaml")]
    public async Task Train_WhereADatabaseLies_BringsItUpToDateOnce(string verb, string what)
    {
        _rig.HasDatabase = true;

        await _rig.RunAsync(verb, what);

        Assert.Equal(1, _rig.Backend.Upgrades);
    }

    [Fact]
    public async Task Resume_OfAPausedSweep_ResumesAndFollowsItToTheEnd()
    {
        _rig.Source.Trials.Add(Some.Trial(2, TrialStatus.Pending));
        _rig.Source.Status = SweepStatus.Paused;
        _rig.Source.OnFind = finds => _rig.Source.Status = finds == 1 ? SweepStatus.Paused : SweepStatus.Completed;

        Assert.Equal(0, await _rig.RunAsync("resume", "sizes"));
        Assert.Equal(
            ["check", "check resumable", "connect 4", "resume", "unigram", "generate 1", "dispose", "dispose"], _rig.Backend.Calls);
    }

    [Fact]
    public async Task Run_WhoseClusterFails_StopsItAndReturnsThree()
    {
        _rig.Source.Status = SweepStatus.Running;
        _rig.Backend.Fails.SetResult(new("The disk is full.", SherlockException.OutOfReach));

        Assert.Equal(3, await _rig.RunAsync("run", "g.yaml"));
        Assert.Equal("error: The disk is full.\n", _rig.Error);
        Assert.Equal(["check", "connect 4", "submit", "dispose", "dispose"], _rig.Backend.Calls);
    }

    [Fact]
    public async Task Resume_OfACompleteSweep_OnlySumsUp()
    {
        Assert.Equal(0, await _rig.RunAsync("resume", "sizes"));
        Assert.DoesNotContain("resume", _rig.Backend.Calls);
        Assert.Equal("sizes is already complete.\n", _rig.Error);
    }

    [Fact]
    public async Task Resume_OfACancelledSweep_ReturnsTwo()
    {
        _rig.Source.Status = SweepStatus.Cancelled;

        Assert.Equal(2, await _rig.RunAsync("resume", "sizes"));
        Assert.Equal("error: 'sizes' was cancelled, which is final: 'run GRID --new' trains it again.\n", _rig.Error);
    }

    [Fact]
    public async Task Cancel_OfATrial_AsksForThatTrialAlone()
    {
        Assert.Equal(0, await _rig.RunAsync("cancel", "sizes/3"));
        Assert.Equal(["steer cancel 3", "dispose"], _rig.Backend.Calls);
        Assert.Equal("sizes is completed: 1 completed.\n", _rig.Out);
    }

    [Fact]
    public async Task Generate_WithOptions_PassesThemOn()
    {
        Assert.Equal(
            0,
            await _rig.RunAsync(
                "generate", "sizes/1", "--words", "9", "--start", "it was", "--temperature", "0.5", "--top-k", "3", "--seed", "7"));
        Assert.Equal(new(9, "it was", null, 0.5, 3, null, 7), _rig.Backend.Generation);
        Assert.Equal("the hound was quiet\n", _rig.Out);
    }

    [Fact]
    public async Task CorpusFetch_PrintsTheFolderAndSaysEachBookOnce()
    {
        Assert.Equal(0, await _rig.RunAsync("corpus", "fetch", "sherlock"));
        Assert.Equal(("/data/corpora/sherlock\n", "Fetching The Sign of the Four ...\n"), (_rig.Out, _rig.Error));
    }
}
