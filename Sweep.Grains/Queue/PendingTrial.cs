using Sweep.Grains.Trials;

namespace Sweep.Grains.Queue;

/// <summary>A trial that waits for a slot, with what its place in the order depends on.</summary>
internal sealed record PendingTrial(TrialId Trial, DateTimeOffset SweepCreatedAt);
