using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>The state of a sweep at one look.</summary>
/// <param name="Trials">All trials, in order of their numbers.</param>
/// <param name="Points">The metric points stored since the previous look, in the order in which they were stored.</param>
/// <param name="Slots">Number of trials that can be trained at the same time; null if this process cannot know it.</param>
internal sealed record FollowSnapshot(
    SweepSummary Sweep, IReadOnlyList<TrialSummary> Trials, ImmutableArray<(int Trial, MetricPoint Point)> Points, int? Slots);
