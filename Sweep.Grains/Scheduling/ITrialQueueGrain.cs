using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>The one queue (key 0): decides the order over the trials of all sweeps, and hands each to one slot at a time.</summary>
[Alias("sweep.queue")]
public interface ITrialQueueGrain : IGrainWithIntegerKey
{
    /// <summary>The next trial for a free slot, or null if there was none for a while: then ask again.</summary>
    [Alias("claim"), ResponseTimeout("00:00:10")]
    Task<TrialAssignment?> ClaimAsync(SlotClaim claim, CancellationToken cancellationToken = default);

    /// <summary>
    /// The slot stops: its waiting claim is answered at once, with none, or with the trial that is being claimed for it just now, which is then its own to hand back.
    /// </summary>
    [Alias("withdraw"), ResponseTimeout("00:00:10")]
    Task WithdrawAsync(string silo, int slot);

    /// <summary>Says that there may be new work: waiting claims look again.</summary>
    [Alias("nudge"), ResponseTimeout("00:00:10")]
    Task NudgeAsync();

    /// <summary>
    /// Looks after running trials from now on, wherever this grain lives: those whose silo is dead, or that have been silent for too long, go back to
    /// Pending. Looks at once, too: every silo calls it at its start and whenever one has died.
    /// </summary>
    [Alias("watch")]
    Task WatchAsync();
}
