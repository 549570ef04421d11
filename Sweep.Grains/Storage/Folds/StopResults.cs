using System.Collections.Immutable;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage.Folds;

/// <summary>Makes the result of a combination from the rows of its trials, one per seed.</summary>
internal static class StopResults
{
    public static StopResult Of(Objective objective, IReadOnlyList<SearchedTrial> rows)
    {
        ImmutableArray<RungPoint>[] rungs = [.. rows.Select(row => RungPoint.Read(row.Rungs))];
        return new(
            StateOf(rows),
            RungPoint.Means(objective, rungs, point => point.Best),
            RungPoint.Means(objective, rungs, point => point.Value),
            [.. Enumerable.Range(0, rungs.Min(points => points.Length)).Select(rung => rungs.Sum(points => points[rung].Step))],
            new(StepsOf(rows), rows.Sum(row => row.Seconds)));
    }

    private static StopState StateOf(IReadOnlyList<SearchedTrial> rows)
    {
        bool Any(TrialStatus status) => rows.Any(row => row.Status == status);
        return Any(TrialStatus.Pending) || Any(TrialStatus.Running) || Any(TrialStatus.Paused) ? StopState.Running
            : Any(TrialStatus.Diverged) ? StopState.Diverged
            : rows.Any(row => row.IsRefused) ? StopState.Refused
            : Any(TrialStatus.Failed) ? StopState.Failed
            : Any(TrialStatus.Cancelled) ? StopState.Removed
            : Any(TrialStatus.Pruned) ? StopState.Pruned
            : Any(TrialStatus.Held) ? StopState.Held
            : StopState.Completed;
    }

    private static long? StepsOf(IReadOnlyList<SearchedTrial> rows) => rows.Any(row => row is { TotalSteps: 0 } && !row.Status.IsFinal())
        ? null
        : rows.Sum(row => row.Status.IsFinal() ? row.Step : Math.Max(row.Step, row.TotalSteps));
}
