using System.Collections.Immutable;

namespace Sweep.Grains.Storage;

/// <summary>
/// A reader's position in a sweep's metric log: for each trial, the step up to which it was read. A trial's points are stored in ascending
/// order of steps, and a step's points all at once, so nothing is ever stored behind a cursor, in whatever order transactions commit.
/// </summary>
public sealed record MetricCursor
{
    private MetricCursor(ImmutableDictionary<int, long> steps) => Steps = steps;

    /// <summary>The position before the first point.</summary>
    public static MetricCursor Beginning { get; } = new(ImmutableDictionary<int, long>.Empty);

    /// <summary>Steps by trial number. A trial that is missing has been read up to 0.</summary>
    internal ImmutableDictionary<int, long> Steps { get; }

    /// <summary>The step up to which a trial's points have been read.</summary>
    internal long Of(int trial) => Steps.GetValueOrDefault(trial);

    /// <summary>A cursor with some trials moved forward; no trial moves back.</summary>
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
