using Sweep.Grains.Search;

namespace Sweep.Tests.Search;

/// <summary>The steps by which a test takes a search along.</summary>
internal static class CourseSteps
{
    public static SearchSpace Space { get; } = new(new Dimension("x", new NumberDomain(0, 1)));

    public static SearchCourse Course(SearchLimits limits) => new(new Searcher(new RandomSampler()), limits);

    /// <summary>Takes the next proposal; its trial runs.</summary>
    public static void Open(SearchHistory history, SearchCourse course, SearchCost cost) =>
        history.Apply(new(history.State.Next, course.Next(history).Proposal!.Cell, SearchOutcome.Running), cost);

    public static void Finish(SearchHistory history, int number, SearchOutcome outcome, double value, SearchCost cost) =>
        history.Apply(history.State.Trials[number] with { Outcome = outcome, Value = value }, cost);
}
