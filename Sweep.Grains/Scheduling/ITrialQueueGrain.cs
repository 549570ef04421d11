using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// The one queue (key 0). It decides the order over the trials of all sweeps, and assigns each trial to one slot at a time.
/// </summary>
[Alias("sweep.queue")]
public interface ITrialQueueGrain : IGrainWithIntegerKey
{
    /// <summary>The next trial for a free slot. Returns null if no trial was available for a while; then the slot asks again.</summary>
    [Alias("claim"), ResponseTimeout("00:00:10")]
    Task<TrialAssignment?> RequestAsync(TrialRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says that the slot stops: its waiting request is answered at once. The answer is empty, unless a trial is being assigned to the slot
    /// at that moment; then the slot must hand that trial back.
    /// </summary>
    [Alias("withdraw"), ResponseTimeout("00:00:10")]
    Task WithdrawAsync(string silo, int slot);

    /// <summary>
    /// The number of slots of all silos. If a silo that can train has just started, or the queue has, the answer waits until its slots have
    /// asked for work, for some seconds at most.
    /// </summary>
    [Alias("slots"), ResponseTimeout("00:00:30")]
    Task<int> SlotsAsync();

    /// <summary>The number of slots of each silo, by its name. It waits as <see cref="SlotsAsync"/> does.</summary>
    [Alias("slots-of-silos"), ResponseTimeout("00:00:30")]
    Task<Dictionary<string, int>> SlotsOfSilosAsync();

    /// <summary>Says that there may be new work, so that waiting requests look again.</summary>
    [Alias("nudge"), ResponseTimeout("00:00:10")]
    Task NudgeAsync();

    /// <summary>
    /// Starts to watch running trials, on whichever silo this grain lives. If a trial's silo is dead or the trial has been silent for too
    /// long, it goes back to Pending. The call also checks at once: every silo calls it when it starts and whenever another silo has died.
    /// </summary>
    [Alias("watch")]
    Task WatchAsync();
}
