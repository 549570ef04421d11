using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>The slots that wait for a trial, in order of arrival. Used from one grain, so by one caller at a time.</summary>
internal sealed class ClaimLine
{
    private readonly LinkedList<Claim> _claims = new();

    public int Count => _claims.Count;

    /// <summary>All waiting requests, in order.</summary>
    public IReadOnlyCollection<Claim> Claims => _claims;

    /// <summary>
    /// Adds a slot's request at the end. A slot waits only once: if it has an earlier request, the caller of that one has given up.
    /// </summary>
    public Claim Join(SlotClaim slot)
    {
        var isRepeated = slot.IsRepeated;
        if (Of(slot.Silo, slot.Slot) is { } earlier)
        {
            // A trial that is being assigned to the earlier request now belongs to this one.
            isRepeated |= earlier.IsServed;
            GiveUp(earlier);
        }

        var claim = new Claim(slot) { MayOwnATrial = isRepeated };
        _claims.AddLast(claim);
        return claim;
    }

    /// <summary>Ends a slot's waiting, if it waits.</summary>
    public void Withdraw(string silo, int slot)
    {
        if (Of(silo, slot) is { } claim) { GiveUp(claim); }
    }

    /// <summary>Answers a request and removes it.</summary>
    public void Answer(Claim claim, TrialAssignment? assignment)
    {
        _claims.Remove(claim);
        claim.Answer.TrySetResult(assignment);
    }

    /// <summary>
    /// Answers a request with no trial. If a trial is being assigned to it at the moment, answers only after that has failed.
    /// </summary>
    public void GiveUp(Claim claim)
    {
        claim.IsGivenUp = true;
        if (!claim.IsServed) { Answer(claim, null); }
    }

    /// <summary>Records that no trial is being assigned to the request any more.</summary>
    public void EndService(Claim claim)
    {
        claim.IsServed = false;
        if (claim.IsGivenUp) { Answer(claim, null); }
    }

    /// <summary>Passes an error of the queue to all waiting slots, so that none waits in vain.</summary>
    public void Fail(Exception exception)
    {
        foreach (var claim in _claims) { claim.Answer.TrySetException(exception); }
        _claims.Clear();
    }

    private Claim? Of(string silo, int slot) => _claims.FirstOrDefault(claim => claim.Slot.Silo == silo && claim.Slot.Slot == slot);
}

/// <summary>One slot's request for a trial.</summary>
internal sealed class Claim(SlotClaim slot)
{
    public SlotClaim Slot { get; } = slot;

    /// <summary>Whether a trial may already run for this slot although its assignment was lost on the way.</summary>
    public bool MayOwnATrial { get; set; }

    /// <summary>
    /// Whether a trial is being assigned to the request at the moment. Meanwhile the request cannot be given up, because no slot would
    /// train the trial.
    /// </summary>
    public bool IsServed { get; set; }

    public bool IsGivenUp { get; set; }

    public TaskCompletionSource<TrialAssignment?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
