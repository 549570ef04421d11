using Sweep.Client.Following;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Following;

public sealed class PlainViewTests
{
    private readonly List<string> _lines = [];
    private readonly PlainView _view;

    public PlainViewTests() => _view = new(_lines.Add);

    [Fact]
    public void Show_FromStartToEnd_WritesOneLineForEachEvent()
    {
        Show([Some.Trial(1, TrialStatus.Pending)]);
        Show([Some.Trial(1)]);
        Show(
            [Some.Trial(1)], (1, new("epoch", 90, 3)), (1, new("val/perplexity", 90, 190.5663)),
            (1, new("train/loss", 90, 6.1)), (1, new("train/loss", 40, 7)));
        Show([Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90)]);
        Show([Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90)]);

        Assert.Equal(
            [
                "sizes/1 started: rnn_size 8",
                "sizes/1 epoch 3/10, step 90: train/loss 6.1, val/perplexity 190.6",
                "sizes/1 completed after 12.5 s, best val/loss 5.25 at step 90",
            ],
            _lines);
    }

    [Fact]
    public void Show_OfATrialThatIsHandedBack_TellsTheReasonOncePerChange()
    {
        var pending = Some.Trial(1, TrialStatus.Pending) with { Attempts = 1 };
        Show([Some.Trial(1)]);
        Show([pending with { Reason = "no books" }]);
        Show([Some.Trial(1)]);
        Show([pending with { Reason = "no books" }]);
        Show([pending with { Reason = "no disk" }]);
        Show([pending]);

        Assert.Equal(["sizes/1 started: rnn_size 8", "sizes/1 waits again: no books", "sizes/1 waits again: no disk"], _lines);
    }

    [Fact]
    public void Show_OfATrialTooQuickToBeSeenRunning_StillTellsBoth()
    {
        Show([Some.Trial(1, TrialStatus.Pending)]);
        Show([Some.Trial(1, TrialStatus.Diverged) with { Reason = "train/loss is NaN at step 4", Seconds = 0.5 }]);

        Assert.Equal(["sizes/1 started: rnn_size 8", "sizes/1 diverged after 0.5 s: train/loss is NaN at step 4"], _lines);
    }

    [Fact]
    public void Show_OfASecondAttempt_SaysSo()
    {
        Show([Some.Trial(1)]);
        Show([Some.Trial(1) with { Attempts = 2 }]);

        Assert.Equal(["sizes/1 started: rnn_size 8", "sizes/1 started (attempt 2): rnn_size 8"], _lines);
    }

    [Fact]
    public void Show_OfATrialThatIsHeldTwice_TellsBothAndWhereItGoesOn()
    {
        Show([Some.Trial(1) with { Until = 2 }]);
        Show([StopSome.Trial(1, TrialStatus.Held, 6)]);
        Show([StopSome.Trial(1, TrialStatus.Held, 6)]);
        Show([StopSome.Trial(1, TrialStatus.Held, 6, 5) with { Attempts = 2 }]);
        Show([StopSome.Trial(1, TrialStatus.Pruned, 6, 5) with { Attempts = 2, Reason = "nothing could be promoted any more" }]);

        Assert.Equal(
            [
                "sizes/1 started, until epoch 2: rnn_size 8",
                "sizes/1 held at epoch 2 of 10 after 2.0 s, best val/loss 6 at step 20",
                "sizes/1 started (attempt 2), until epoch 5: rnn_size 8",
                "sizes/1 held at epoch 5 of 10 after 5.0 s, best val/loss 5 at step 50",
                "sizes/1 pruned at epoch 5 of 10 after 5.0 s, best val/loss 5 at step 50: nothing could be promoted any more",
            ],
            _lines);
    }

    [Fact]
    public void Show_OfTrialsThatEndedBeforeTheFirstLook_IsSilent()
    {
        Show([Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90), Some.Trial(2)]);

        Assert.Equal(["sizes/2 started: rnn_size 16"], _lines);
    }

    [Fact]
    public void Show_OfASweepThatNoSiloCanTrain_SaysSoOnceUntilItGoesOn()
    {
        foreach (var lacks in new[] { true, true, false, true })
        {
            TrialSummary[] trials = [Some.Trial(1, TrialStatus.Pending)];
            _view.Show(new(Some.Sweep(SweepStatus.Running, trials) with { LacksSilo = lacks }, trials, [], null));
        }

        const string Line = "sizes waits for a silo that can train language-model 1";
        Assert.Equal([Line, Line], _lines);
    }

    [Fact]
    public void Show_OfASearchThatCannotPropose_SaysWhyOnceUntilTheReasonChanges()
    {
        foreach (var obstacle in new[] { "waits for the result of trial 2, which is paused", "cannot propose a trial", null })
        {
            var sweep = Some.Sweep(SweepStatus.Running) with { Obstacle = obstacle };
            _view.Show(new(sweep, [], [], null));
            _view.Show(new(sweep, [], [], null));
        }

        Assert.Equal(["sizes waits for the result of trial 2, which is paused", "sizes cannot propose a trial"], _lines);
    }

    [Fact]
    public void Show_OfAnAttemptThatFailedBetweenTwoLooks_SaysWhyBeforeTheNextOneStarts()
    {
        Show([Some.Trial(1)]);
        TrialSummary[] trials = [Some.Trial(1, TrialStatus.Completed) with { Attempts = 2, Seconds = 3 }];
        TrialAttempt failed = new(1, 1, "silo-a", 0, Some.Noon, Some.Noon.AddSeconds(2), "Failed", "the disk is away", null);
        _view.Show(new(Some.Sweep(SweepStatus.Running, trials), trials, [], 1) { EarlyEnds = [failed] });

        Assert.Equal(
            [
                "sizes/1 started: rnn_size 8",
                "sizes/1 attempt 1 on silo-a, from step 0: failed after 2.0 s: the disk is away",
                "sizes/1 started (attempt 2): rnn_size 8",
                "sizes/1 completed after 3.0 s",
            ],
            _lines);
    }

    [Fact]
    public void Show_OfAnAttemptWhoseReasonWasTold_DoesNotRepeatIt()
    {
        Show([Some.Trial(1)]);
        Show([Some.Trial(1, TrialStatus.Pending) with { Attempts = 1, Reason = "no books" }]);
        TrialSummary[] trials = [Some.Trial(1) with { Attempts = 2 }];
        TrialAttempt failed = new(1, 1, "silo-a", 0, Some.Noon, Some.Noon.AddSeconds(2), "Failed", "no books", null);
        _view.Show(new(Some.Sweep(SweepStatus.Running, trials), trials, [], 1) { EarlyEnds = [failed] });

        Assert.Equal(
            ["sizes/1 started: rnn_size 8", "sizes/1 waits again: no books", "sizes/1 started (attempt 2): rnn_size 8"], _lines);
    }

    private void Show(TrialSummary[] trials, params (int, MetricPoint)[] points) =>
        _view.Show(new(Some.Sweep(SweepStatus.Running, trials), trials, [.. points], 1));
}
