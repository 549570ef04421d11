using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>A trial that waits for a slot.</summary>
internal sealed record WaitingTrial(TrialId Trial);

/// <summary>What a queue asks the store for, a trial at a time.</summary>
internal static class TestClaims
{
    /// <summary>Claims one trial for slot 1 of a silo; null if it is not to be had.</summary>
    public static Task<TrialAssignment?> ClaimAsync(this TrialStore trials, TrialId id, string silo, CancellationToken cancellationToken) =>
        trials.ClaimAsync(id, new SlotClaim(silo, 1), cancellationToken);

    /// <inheritdoc cref="ClaimAsync(TrialStore, TrialId, string, CancellationToken)"/>
    public static async Task<TrialAssignment?> ClaimAsync(this TrialStore trials, TrialId id, SlotClaim slot, CancellationToken cancellationToken) =>
        (await trials.ClaimAsync([(id, slot)], cancellationToken)).GetValueOrDefault(id);

    /// <summary>All trials that wait, of all sweeps that run.</summary>
    public static async Task<List<WaitingTrial>> PendingAsync(this TrialStore trials, CancellationToken cancellationToken)
    {
        var waiting = new List<WaitingTrial>();
        foreach (var sweep in (await trials.PictureAsync(cancellationToken)).Sweeps)
        {
            var numbers = await trials.WaitingAsync(sweep.Id, after: 0, most: int.MaxValue, cancellationToken);
            waiting.AddRange(numbers.Select(number => new WaitingTrial(new(sweep.Id, number))));
        }

        return waiting;
    }
}
