using Sweep.Grains.Search;
using static Sweep.Tests.Search.CourseSteps;

namespace Sweep.Tests.Search;

/// <summary>What a search does next, by its history alone.</summary>
public sealed class SearchCourseTests
{
    [Theory]
    [InlineData(1, 5, 5)]
    [InlineData(2, 6, 3)]
    [InlineData(2, 7, 3)]
    public void Next_WithALimitOfTrials_ProposesExactlyAsManyAsFit(int seeds, int trials, int combinations)
    {
        var (history, end) = Run(new() { Seeds = seeds, Trials = trials }, number => number);

        Assert.Equal(combinations, history.State.Trials.Count);
        Assert.Equal(new TrialsReason(combinations * seeds, trials), end);
    }

    [Fact]
    public void Next_WithALimitOfTrials_ReplacesWhatCannotBeTrainedAtAll()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Trials = 3 }));
        End(history, course, SearchOutcome.Refused);
        End(history, course, SearchOutcome.Failed);
        End(history, course, SearchOutcome.Completed, 1);

        End(history, course, SearchOutcome.Completed, 2);

        Assert.Equal(new TrialsReason(4, 3), course.Next(history).End);
    }

    [Fact]
    public void Next_WithALimitOfHours_AddsTheSlotTimeOfAllTrials()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Hours = 1.5 }));
        Open(history, course, new(Seconds: 3600));
        Open(history, course, new(Seconds: 1799));
        Assert.NotNull(course.Next(history).Proposal);

        Open(history, course, new(Seconds: 1));

        Assert.Equal(new HoursReason(1.5, 1.5), course.Next(history).End);
    }

    [Fact]
    public void Next_WithPatience_EndsAfterSoManyCombinationsWithoutABetterOne()
    {
        double[] values = [5, 3, 4, 2, 2, 7, 2.5];

        var (history, end) = Run(new() { Patience = 3 }, number => values[number]);

        Assert.Equal(7, history.State.Trials.Count);
        Assert.Equal(new PatienceReason(3, 3, Best: 3, Value: 2), end);
    }

    [Fact]
    public void Next_WithPatience_CountsWhatDivergedOrFailedButNotWhatRunsOrWasCancelled()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Patience = 2 }));
        End(history, course, SearchOutcome.Completed, 1);
        End(history, course, SearchOutcome.Cancelled);
        Open(history, course, default);
        End(history, course, SearchOutcome.Failed);
        Assert.NotNull(course.Next(history).Proposal);

        End(history, course, SearchOutcome.Diverged);

        Assert.Equal(new PatienceReason(2, 2, Best: 0, Value: 1), course.Next(history).End);
    }

    [Fact]
    public void Next_WithPatienceAfterAnExtension_CountsFromThere()
    {
        var limits = new SearchLimits { Patience = 2 };
        var (history, end) = Run(limits, number => number);
        Assert.Equal((3, true), (history.State.Trials.Count, end is PatienceReason));

        history.Extend();
        (history, end) = Run(limits, number => number, history);

        Assert.Equal((5, new PatienceReason(2, 2, Best: 0, Value: 0)), (history.State.Trials.Count, end));
    }

    [Fact]
    public void Next_InASpaceThatIsUsedUp_SaysHowManyCombinationsThereWere()
    {
        var space = new SearchSpace(new Dimension("x", new ListDomain(1L, 2L, 3L)));

        var (history, end) = Run(new() { Trials = 10 }, number => number, new(space, 1));

        Assert.Equal((3, new SpaceReason(3)), (history.State.Trials.Count, end));
    }

    [Fact]
    public void Next_IfNoProposalIsWanted_WaitsOrEnds()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Trials = 1 }));

        Assert.True(course.Next(history, mayPropose: false).IsWait);
        Open(history, course, default);
        Assert.NotNull(course.Next(history, mayPropose: false).End);
    }

    [Fact]
    public void Next_OfARepeatableSearch_WaitsForTheResultsItNeedsAndKnowsNoOthers()
    {
        var (history, course) = (new SearchHistory(Space, 1), Course(new() { Lag = 2, Patience = 1 }));
        Open(history, course, default);
        Open(history, course, default);
        Assert.True(course.Next(history).IsWait);

        // The second one has a result that the third one must not know.
        Finish(history, 1, SearchOutcome.Completed, 9, new(Steps: 2000));
        Assert.True(course.Next(history).IsWait);
        Finish(history, 0, SearchOutcome.Completed, 1, new(Steps: 300));

        Assert.NotNull(course.Next(history).Proposal);
        Open(history, course, default);
        Assert.Equal(new PatienceReason(1, 1, Best: 0, Value: 1), course.Next(history).End);
    }

    /// <summary>Runs one trial after the other until the search ends.</summary>
    private static (SearchHistory History, EndReason End) Run(SearchLimits limits, Func<int, double> value, SearchHistory? begun = null)
    {
        var (history, course) = (begun ?? new(Space, 1), Course(limits));
        while (true)
        {
            var move = course.Next(history);
            if (move.End is { } end) { return (history, end); }
            var number = history.State.Next;
            history.Apply(new(number, move.Proposal!.Cell, SearchOutcome.Completed, value(number)), new(Steps: 1));
        }
    }

    private static void End(SearchHistory history, SearchCourse course, SearchOutcome outcome, double value = double.NaN)
    {
        Open(history, course, default);
        Finish(history, history.State.Next - 1, outcome, value, default);
    }
}
