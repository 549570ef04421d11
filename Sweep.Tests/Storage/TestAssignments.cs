using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>A trial that waits for a slot.</summary>
internal sealed record WaitingTrial(TrialId Trial);

/// <summary>What a queue asks the store for, a trial at a time.</summary>
internal static class TestAssignments
{
    /// <summary>Claims one trial for slot 1 of a silo; null if it is not to be had.</summary>
    public static Task<TrialAssignment?> AssignAsync(
        this TrialStore trials, TrialId id, string silo, CancellationToken cancellationToken) =>
        trials.AssignAsync(id, new TrialRequest(silo, 1), cancellationToken);

    /// <inheritdoc cref="AssignAsync(TrialStore, TrialId, string, CancellationToken)"/>
    public static async Task<TrialAssignment?> AssignAsync(
        this TrialStore trials, TrialId id, TrialRequest slot, CancellationToken cancellationToken) =>
        (await trials.AssignAsync([(id, slot)], cancellationToken)).GetValueOrDefault(id);

    /// <summary>All trials that wait, of all sweeps that run.</summary>
    public static async Task<List<WaitingTrial>> PendingAsync(this TrialStore trials, CancellationToken cancellationToken)
    {
        var waiting = new List<WaitingTrial>();
        foreach (var sweep in (await trials.SnapshotAsync(cancellationToken)).Sweeps)
        {
            var numbers = await trials.WaitingAsync(sweep.Id, after: 0, most: int.MaxValue, cancellationToken);
            waiting.AddRange(numbers.Select(number => new WaitingTrial(new(sweep.Id, number))));
        }

        return waiting;
    }
}
