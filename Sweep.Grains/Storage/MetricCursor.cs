using System.Collections.Immutable;

namespace Sweep.Grains.Storage;

/// <summary>
/// How much of a sweep's metric log a reader has seen: of each trial, the step up to which. A trial's points are stored in ascending order of steps and a
/// step's points at once, so nothing is ever stored behind a cursor, in whatever order transactions commit.
/// </summary>
public sealed record MetricCursor
{
    private MetricCursor(ImmutableDictionary<int, long> steps) => Steps = steps;

    /// <summary>Before the first point.</summary>
    public static MetricCursor Beginning { get; } = new(ImmutableDictionary<int, long>.Empty);

    /// <summary>By trial number; a trial that is missing has been seen up to 0.</summary>
    internal ImmutableDictionary<int, long> Steps { get; }

    /// <summary>The step up to which a trial's points have been seen.</summary>
    internal long Of(int trial) => Steps.GetValueOrDefault(trial);

    /// <summary>The cursor with some trials moved on; none moves back.</summary>
    internal MetricCursor With(IEnumerable<(int Trial, long Step)> seen)
    {
        var steps = Steps.ToBuilder();
        foreach (var (trial, step) in seen)
        {
            if (step > steps.GetValueOrDefault(trial)) { steps[trial] = step; }
        }

        return new(steps.ToImmutable());
    }
}
