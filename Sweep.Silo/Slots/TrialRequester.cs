using System.Collections.Immutable;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Networks;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;
using Sweep.Silo.Retry;

namespace Sweep.Silo.Slots;

/// <summary>Asks the queue for trials for a silo's slots.</summary>
/// <param name="seed">Seed of the pauses' jitter.</param>
internal sealed class TrialRequester(
    IGrainFactory grains,
    GrainRetryPolicy retry,
    SweepQuarantine quarantine,
    TrainableRegistry trainables,
    SlotPlan plan,
    ILocalSiloDetails silo,
    TimeProvider time,
    int seed,
    SweepCommands? commands = null)
{
    /// <summary>
    /// A queue that runs answers without a trial only after seconds. A queue that stops does so at once, and all idle slots would ask it
    /// all the time.
    /// </summary>
    private static readonly TimeSpan _quick = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(0.25);

    /// <summary>How long a slot that stops waits for the answer to its request, because the queue's silo may hang or be dead.</summary>
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(2);

    // A silo that runs the commands of sweeps can train all of them.
    private readonly ImmutableArray<TrainableId> _trainables =
        commands is null ? [.. trainables.All.Select(trainable => trainable.Schema.Id)] : default;

    private readonly Random _jitter = new(seed);

    /// <summary>Returns the next trial; null if there is none for now, and the slot should ask again.</summary>
    /// <param name="leave">
    /// Cancelled when the slot may not take trials any more, for now: its request is withdrawn. It may still get a trial.
    /// </param>
    /// <param name="cancellationToken">
    /// Cancelled when the slot stops. The slot may still get a trial, which it then has to hand back.
    /// </param>
    public async Task<AssignedTrial?> NextAsync(int slot, CancellationToken leave, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        await using var left = leave.Register(() => Withdraw(slot));
        var assignment = await AnswerAsync(slot, RequestAsync(slot, cancellationToken), cancellationToken);
        if (assignment is null && time.GetElapsedTime(asked) < _quick) { await Task.Delay(Pause(), time, cancellationToken); }
        return assignment is null ? null : new(assignment, time.GetElapsedTime(asked));
    }

    /// <summary>Asks for a trial. If an answer is lost, an attempt may have begun: repeating the request gets the same attempt.</summary>
    private Task<TrialAssignment?> RequestAsync(int slot, CancellationToken cancellationToken) => retry.SendAsync(
        tries => grains.GetGrain<ITrialQueueGrain>(0).RequestAsync(
            new(silo.Name, slot, tries > 0, quarantine.PassBy(), Processor.Kind, _trainables, plan.Slots)),
        cancellationToken);

    /// <summary>
    /// Waits for the answer when the slot stops. The answer may bring a trial that no other silo knows to be without a slot; they would
    /// notice only when this silo dies.
    /// </summary>
    /// <remarks>
    /// The call itself is not cancelled: a caller that cancels never sees the answer, and waiting for a hung silo to confirm a cancellation
    /// never ends.
    /// </remarks>
    private async Task<TrialAssignment?> AnswerAsync(int slot, Task<TrialAssignment?> answer, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = stopping.Register(() =>
        {
            late.CancelAfter(_farewell);
            Withdraw(slot);
        });
        return await answer.WaitAsync(late.Token);
    }

    // If this is lost, the queue answers by itself within seconds.
    private void Withdraw(int slot) => grains.GetGrain<ITrialQueueGrain>(0).WithdrawAsync(silo.Name, slot).Ignore();

    private TimeSpan Pause()
    {
        lock (_jitter) { return _shortest + ((_longest - _shortest) * _jitter.NextDouble()); }
    }
}

/// <summary>A trial that was assigned to a slot.</summary>
/// <param name="Requesting">The time that the last request for it took.</param>
internal sealed record AssignedTrial(TrialAssignment Assignment, TimeSpan Requesting);
