using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

public sealed class TrialProgressTests
{
    private static ResourceDefinition Epochs => LanguageModelParameters.Schema.Resource;

    private static readonly TrialProgress _start = new(null, null, ImmutableDictionary<string, double>.Empty, 0, 0, 0, 0, TestStore.Start);

    [Fact]
    public void After_SeveralPoints_KeepsTheBestAndTheNewest()
    {
        var next = After(
            _start, TestStore.Report(1, 30, TestStore.Loss(10, 3), TestStore.Loss(20, 1), TestStore.Loss(30, 2), new("epoch", 30, 4)));

        Assert.Equal((TestStore.Loss(20, 1), TestStore.Loss(30, 2)), (next.Best, next.Last));
        Assert.Equal((30, 100, 4), (next.Step, next.TotalSteps, next.Epoch));
        Assert.Equal((2.0, 4.0), (next.Latest["val/loss"], next.Latest["epoch"]));
    }

    [Fact]
    public void After_AnOlderReportSentAgain_ChangesNothing()
    {
        var older = TestStore.Report(1, 10, TestStore.Loss(10, 3));
        var known = After(After(_start, older), TestStore.Report(1, 20, TestStore.Loss(20, 5)));

        Assert.Equal(known, After(known, older));
    }

    [Fact]
    public void After_StepsThatAnEarlierAttemptMade_KeepsTheBestOfBoth()
    {
        var lost = After(_start, TestStore.Report(1, 30, TestStore.Loss(20, 1), TestStore.Loss(30, 4)));

        // The next attempt went on from step 10.
        var next = After(lost with { Step = 10 }, TestStore.Report(2, 20, TestStore.Loss(20, 1)));

        Assert.Equal((TestStore.Loss(20, 1), TestStore.Loss(30, 4), 20), (next.Best, next.Last, next.Step));
    }

    [Fact]
    public void After_AClockThatWasSetBack_TakesNoTimeAway()
    {
        var next = _start with { Seconds = 5 };

        Assert.Equal(5, next.After(TestStore.Report(1, 1), Language.Objective, Epochs, TestStore.Start.AddHours(-1)).Seconds);
    }

    private static TrialProgress After(TrialProgress progress, TrialReport report) =>
        progress.After(report, Language.Objective, Epochs, TestStore.Start);
}
