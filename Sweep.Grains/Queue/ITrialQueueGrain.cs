using Sweep.Grains.Trials;

namespace Sweep.Grains.Queue;

/// <summary>The one queue (key 0): decides the order over the trials of all sweeps, and hands each to one slot at a time.</summary>
[Alias("sweep.queue")]
public interface ITrialQueueGrain : IGrainWithIntegerKey
{
    /// <summary>The next trial for a free slot, or null if there was none for a while: then ask again.</summary>
    /// <param name="silo">The claiming silo's name.</param>
    [Alias("claim")]
    Task<TrialAssignment?> ClaimAsync(string silo, CancellationToken cancellationToken = default);

    /// <summary>Says that there may be new work: waiting claims look again.</summary>
    [Alias("nudge")]
    Task NudgeAsync();
}
