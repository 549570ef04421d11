using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>The state of a sweep at one look.</summary>
/// <param name="Trials">All trials, in order of their numbers.</param>
/// <param name="Points">The metric points stored since the previous look, in the order in which they were stored.</param>
/// <param name="Slots">Number of trials that can be trained at the same time; null if this process cannot know it.</param>
internal sealed record FollowSnapshot(
    SweepSummary Sweep, IReadOnlyList<TrialSummary> Trials, ImmutableArray<(int Trial, MetricPoint Point)> Points, int? Slots)
{
    /// <summary>The attempts that ended before their trials did, since the previous look, and that another attempt followed.</summary>
    public ImmutableArray<TrialAttempt> EarlyEnds { get; init; } = [];

    /// <summary>Whether nothing of it will be trained until a person resumes the sweep, or the trials that are paused.</summary>
    public bool IsPaused => Sweep.Status switch
    {
        // A trial that runs when its sweep is paused writes a checkpoint first.
        SweepStatus.Paused => Trials.All(trial => trial.Status is not TrialStatus.Running),
        SweepStatus.Running => !Sweep.IsSearching && Trials.Any(trial => trial.Status is TrialStatus.Paused)
            && Trials.All(trial => trial.Status is TrialStatus.Paused || trial.Status.IsFinal()),
        _ => false,
    };
}
