using Sweep.Grains.Search;
using static Sweep.Tests.Search.CourseSteps;

namespace Sweep.Tests.Search;

/// <summary>A search with a budget of steps, and one whose trials make none.</summary>
public sealed class SearchStepsTests
{
    [Fact]
    public void Next_WithALimitOfSteps_WaitsForOpenTrialsThatWillUseThemUp()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Steps = 100 }));
        Open(history, course, new(Steps: 40));
        Open(history, course, new(Steps: 59));
        Open(history, course, new(Steps: 1));

        Assert.True(course.Next(history).IsWait);
        foreach (var (number, steps) in new[] { (0, 40L), (1, 59L), (2, 1L) })
        {
            Assert.True(course.Next(history).IsWait);
            Finish(history, number, SearchOutcome.Completed, 1, new(steps));
        }

        Assert.Equal(new StepsReason(100, 100), course.Next(history).End);
    }

    [Fact]
    public void Next_WithALimitOfSteps_GoesOnIfATrialDivergesEarly()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Steps = 100 }));
        Open(history, course, new(Steps: 100));
        Assert.True(course.Next(history).IsWait);

        Finish(history, 0, SearchOutcome.Diverged, double.NaN, new(Steps: 10));

        Assert.NotNull(course.Next(history).Proposal);
    }

    [Fact]
    public void Next_WithALimitOfSteps_WaitsUntilTheFirstTotalIsKnown()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Steps = 100 }));
        Open(history, course, default);
        Assert.True(course.Next(history).IsWait);

        history.Apply(history.State.Trials[0], new(Steps: 30));

        Assert.NotNull(course.Next(history).Proposal);
    }

    [Fact]
    public void Next_WithALimitOfSteps_TakesAnUnknownTotalForTheMeanOfTheOthers()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Steps = 100 }));
        Open(history, course, new(Steps: 20));
        Open(history, course, new(Steps: 40));
        Open(history, course, default);
        Assert.NotNull(course.Next(history).Proposal);

        Open(history, course, default);

        Assert.True(course.Next(history).IsWait);
    }

    [Fact]
    public void Next_IfEverythingFails_EndsAlthoughNothingIsUsedUp()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Steps = 1000 }));
        for (var number = 0; number < 20; number++)
        {
            Assert.Null(course.Next(history).End);
            Open(history, course, new(Steps: 0));
            Finish(history, number, SearchOutcome.Failed, double.NaN, new(Steps: 0));
        }

        Assert.Equal(new FailuresReason(20), course.Next(history).End);
        history.Extend();
        Assert.NotNull(course.Next(history).Proposal);
    }

    [Fact]
    public void Next_OfARepeatableSearch_DecidesByTheStepsThatItMayKnow()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Lag = 2, Steps = 1000 }));
        Open(history, course, default);
        Open(history, course, default);
        Finish(history, 1, SearchOutcome.Completed, 9, new(Steps: 2000));
        Finish(history, 0, SearchOutcome.Completed, 1, new(Steps: 300));

        // Nothing is open, and the steps are made; but the third may not know those of the second.
        Assert.NotNull(course.Next(history).Proposal);
        Open(history, course, default);
        Assert.True(course.Next(history).IsWait);
        Finish(history, 2, SearchOutcome.Completed, 2, new(Steps: 300));
        Assert.Equal(new StepsReason(2600, 1000), course.Next(history).End);
    }
}
