using Sweep.Client.Following;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Following;

public sealed class TimeLeftTests
{
    private static readonly TrainableSchema _schema = LanguageModelParameters.Schema;

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

        Assert.Equal(TimeSpan.FromSeconds(35), TimeLeft.Of(_schema, trials, toCome: 0, slots: 2));
    }

    [Fact]
    public void Of_ASearch_CountsTrialsThatItMayPropose()
    {
        List<TrialSummary> trials = [Some.Trial(1).At(100, 400, 10)];

        // 300 steps remain, and three more trials of 400 steps: 1,500 at 2 slots of 10 steps/s each.
        Assert.Equal(TimeSpan.FromSeconds(75), TimeLeft.Of(_schema, trials, toCome: 3, slots: 2));
        Assert.Null(TimeLeft.Of(_schema, trials, toCome: null, slots: 2));
        Assert.Equal(0.0625, TimeLeft.Share(trials, toCome: 3), 12);
    }

    [Fact]
    public void Of_ASweepWithMoreSlotsThanTrials_IsNoLessThanItsSlowestTrial()
    {
        List<TrialSummary> trials = [Some.Trial(1).At(0, 1000, 10), Some.Trial(2).At(990, 1000, 10)];

        Assert.Equal(TimeSpan.FromSeconds(100), TimeLeft.Of(_schema, trials, toCome: 0, slots: 8));
    }

    [Fact]
    public void Of_AFinishedSweep_IsZero() => Assert.Equal(TimeSpan.Zero, TimeLeft.Of(_schema, [Some.Trial(1, TrialStatus.Failed)], 0, 1));

    [Fact]
    public void Of_ASweepThatCrawls_DoesNotOverflow() =>
        Assert.Equal(36_525, TimeLeft.Of(_schema, [Some.Trial(1).At(0, long.MaxValue, 1e-9)], 0, 1)!.Value.TotalDays, 3);

    [Fact]
    public void Share_CountsAnEarlyEndAsWhole()
    {
        List<TrialSummary> trials =
        [
            Some.Trial(1, TrialStatus.Diverged).At(1, 100, 0), Some.Trial(2).At(50, 100, 5), Some.Trial(3, TrialStatus.Pending),
        ];

        Assert.Equal(0.5, TimeLeft.Share(trials, toCome: 0), 12);
    }
}
