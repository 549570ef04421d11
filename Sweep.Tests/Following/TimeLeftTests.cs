using Sweep.Client.Following;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Following;

public sealed class TimeLeftTests
{
    private static readonly SweepSpec _spec = Some.Spec();

    private static readonly TrainableSchema _schema = _spec.Schema;

    [Fact]
    public void Of_ARunningTrial_IsItsRemainingStepsOverItsRate() =>
        Assert.Equal(TimeSpan.FromSeconds(15), TimeLeft.Of(_schema, Some.Trial(1).At(step: 100, totalSteps: 400, rate: 20)));

    [Theory]
    [InlineData(0, 20)]
    [InlineData(400, 0)]
    [InlineData(400, double.NaN)]
    public void Of_ATrialOfWhichNothingIsKnown_IsUnknown(long totalSteps, double rate) =>
        Assert.Null(TimeLeft.Of(_schema, Some.Trial(1).At(0, totalSteps, rate)));

    [Fact]
    public void Of_ASweep_CountsTrialsToComeAtTheMeanLength()
    {
        // 300 + 100 steps remain of the running ones, and the mean of 400 and 200 of the pending one: 700 at 2 slots of 10 steps/s each.
        List<TrialSummary> trials = [Some.Trial(1).At(100, 400, 10), Some.Trial(2).At(100, 200, 10), Some.Trial(3, TrialStatus.Pending)];

        Assert.Equal(TimeSpan.FromSeconds(35), TimeLeft.Of(_spec, trials, toCome: 0, slots: 2));
    }

    [Fact]
    public void Of_ASearch_CountsTrialsThatItMayPropose()
    {
        List<TrialSummary> trials = [Some.Trial(1).At(100, 400, 10)];

        // 300 steps remain, and three more trials of 400 steps: 1,500 at 2 slots of 10 steps/s each.
        Assert.Equal(TimeSpan.FromSeconds(75), TimeLeft.Of(_spec, trials, toCome: 3, slots: 2));
        Assert.Null(TimeLeft.Of(_spec, trials, toCome: null, slots: 2));
        Assert.Equal(0.0625, TimeLeft.Share(_spec, trials, toCome: 3), 12);
    }

    [Fact]
    public void Of_ASweepWithMoreSlotsThanTrials_IsNoLessThanItsSlowestTrial()
    {
        List<TrialSummary> trials = [Some.Trial(1).At(0, 1000, 10), Some.Trial(2).At(990, 1000, 10)];

        Assert.Equal(TimeSpan.FromSeconds(100), TimeLeft.Of(_spec, trials, toCome: 0, slots: 8));
    }

    [Fact]
    public void Of_AFinishedSweep_IsZero() => Assert.Equal(TimeSpan.Zero, TimeLeft.Of(_spec, [Some.Trial(1, TrialStatus.Failed)], 0, 1));

    [Fact]
    public void Of_ASweepThatCrawls_DoesNotOverflow() =>
        Assert.Equal(36_525, TimeLeft.Of(_spec, [Some.Trial(1).At(0, long.MaxValue, 1e-9)], 0, 1)!.Value.TotalDays, 3);

    [Fact]
    public void Share_CountsAnEarlyEndAsWhole()
    {
        List<TrialSummary> trials =
        [
            Some.Trial(1, TrialStatus.Diverged).At(1, 100, 0), Some.Trial(2).At(50, 100, 5), Some.Trial(3, TrialStatus.Pending),
        ];

        Assert.Equal(0.5, TimeLeft.Share(_spec, trials, toCome: 0), 12);
    }

    [Fact]
    public void Of_ATrialThatIsCompared_IsTheTimeToItsLevel() => Assert.Equal(
        TimeSpan.FromSeconds(4), TimeLeft.Of(_schema, Some.Trial(1).At(10, 100, 10) with { Until = 5 }));

    [Fact]
    public void Of_ASweepWhoseTrialsAreHeld_CountsTheShareThatIsExpectedToGoOn()
    {
        List<TrialSummary> trials =
        [
            StopSome.Trial(1, TrialStatus.Running, 6) with { Until = 5 },
            StopSome.Trial(2, TrialStatus.Held, 7),
            StopSome.Trial(3, TrialStatus.Held, 8),
            StopSome.Trial(4, TrialStatus.Pending) with { TotalSteps = 0, Until = 0 },
        ];

        // Of four, two are expected at epoch 5 and one at epoch 10: 2 epochs of the last, 3 of two, 5 of one are left, and 6 are done.
        Assert.Equal(TimeSpan.FromSeconds(13), TimeLeft.Of(StopSome.Spec, trials, toCome: 0, slots: 1));
        Assert.Equal(6.0 / 19, TimeLeft.Share(StopSome.Spec, trials, toCome: 0), 12);
    }

    [Fact]
    public void Share_WhenAllHeldTrialsHaveEnded_IsWhole() => Assert.Equal(
        1,
        TimeLeft.Share(StopSome.Spec, [StopSome.Trial(1, TrialStatus.Completed, 6, 5, 4), StopSome.Trial(2, TrialStatus.Pruned, 7)], 0));
}
