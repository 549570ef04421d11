using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;
using Sweep.Model.Networks;
using Sweep.Silo.Retry;

namespace Sweep.Silo.Slots;

/// <summary>How a silo's slots ask for work.</summary>
/// <param name="seed">Of the pauses' jitter.</param>
internal sealed class SlotClaims(IGrainFactory grains, Resender resender, Obstacles obstacles, ILocalSiloDetails silo, TimeProvider time, int seed)
{
    /// <summary>A queue that works answers with nothing only after seconds; one that stops, at once, and would be asked by all idle slots all the time.</summary>
    private static readonly TimeSpan _quick = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(0.25);

    /// <summary>How long a slot that stops waits for the answer to its claim: the queue's silo may hang, or be gone.</summary>
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(2);

    private readonly Random _jitter = new(seed);

    /// <summary>The next trial; null where there is none for now, and the slot is to ask again.</summary>
    /// <param name="cancellationToken">The slot stops. It may still get a trial, which then is its own to hand back.</param>
    public async Task<ClaimedTrial?> NextAsync(int slot, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var assignment = await AnswerAsync(slot, ClaimAsync(slot, cancellationToken), cancellationToken);
        if (assignment is null && time.GetElapsedTime(asked) < _quick) { await Task.Delay(Pause(), time, cancellationToken); }
        return assignment is null ? null : new(assignment, time.GetElapsedTime(asked));
    }

    /// <summary>An answer that was lost may have begun an attempt: the same claim again gets it.</summary>
    private Task<TrialAssignment?> ClaimAsync(int slot, CancellationToken cancellationToken) => resender.SendAsync(
        tries => grains.GetGrain<ITrialQueueGrain>(0).ClaimAsync(new(silo.Name, slot, tries > 0, obstacles.PassBy(), Processor.Kind)), cancellationToken);

    /// <summary>An answer that crosses the slot's farewell brings a trial that nobody else knows to be without a slot: the others would wait for the silo's death.</summary>
    /// <remarks>So the call itself is not cancelled: whoever breaks off never sees the answer, and who waits for a hung silo to confirm that waits for ever.</remarks>
    private async Task<TrialAssignment?> AnswerAsync(int slot, Task<TrialAssignment?> answer, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = stopping.Register(() =>
        {
            late.CancelAfter(_farewell);
            grains.GetGrain<ITrialQueueGrain>(0).WithdrawAsync(silo.Name, slot).Ignore();
        });
        return await answer.WaitAsync(late.Token);
    }

    private TimeSpan Pause()
    {
        lock (_jitter) { return _shortest + ((_longest - _shortest) * _jitter.NextDouble()); }
    }
}

/// <summary>A trial that a slot got.</summary>
/// <param name="Claiming">How long it was asked for, at last.</param>
internal sealed record ClaimedTrial(TrialAssignment Assignment, TimeSpan Claiming);
