using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>What one look at a sweep showed.</summary>
/// <param name="Trials">All of them, by number.</param>
/// <param name="Points">The metric points stored since the look before, in the order in which they were stored.</param>
/// <param name="Slots">Trials that can be trained at once; null where that is not ours to know.</param>
internal sealed record FollowSnapshot(
    SweepSummary Sweep, IReadOnlyList<TrialSummary> Trials, ImmutableArray<(int Trial, MetricPoint Point)> Points, int? Slots);
