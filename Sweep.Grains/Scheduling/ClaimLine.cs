using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>The slots that wait for a trial: who came first is served first. Used from one grain, so by one caller at a time.</summary>
internal sealed class ClaimLine
{
    private readonly LinkedList<Claim> _claims = new();

    public int Count => _claims.Count;

    /// <summary>All that wait, in order.</summary>
    public IReadOnlyCollection<Claim> Claims => _claims;

    /// <summary>Takes a slot's place in the line. A slot waits once: an earlier claim of it is one whose caller has given up.</summary>
    public Claim Join(SlotClaim slot)
    {
        var isRepeated = slot.IsRepeated;
        if (Of(slot.Silo, slot.Slot) is { } earlier)
        {
            // What is being claimed for it just now is the later claim's.
            isRepeated |= earlier.IsServed;
            GiveUp(earlier);
        }

        var claim = new Claim(slot) { MayOwnATrial = isRepeated };
        _claims.AddLast(claim);
        return claim;
    }

    /// <summary>A slot waits no longer, if it does.</summary>
    public void Withdraw(string silo, int slot)
    {
        if (Of(silo, slot) is { } claim) { GiveUp(claim); }
    }

    /// <summary>Answers a claim and lets it go.</summary>
    public void Answer(Claim claim, TrialAssignment? assignment)
    {
        _claims.Remove(claim);
        claim.Answer.TrySetResult(assignment);
    }

    /// <summary>Answers a claim with no trial; if one is being claimed for it just now, only when that has failed.</summary>
    public void GiveUp(Claim claim)
    {
        claim.IsGivenUp = true;
        if (!claim.IsServed) { Answer(claim, null); }
    }

    /// <summary>No trial is being claimed for it any more.</summary>
    public void EndService(Claim claim)
    {
        claim.IsServed = false;
        if (claim.IsGivenUp) { Answer(claim, null); }
    }

    /// <summary>Tells all that wait that the queue cannot work, so that none waits in vain.</summary>
    public void Fail(Exception exception)
    {
        foreach (var claim in _claims) { claim.Answer.TrySetException(exception); }
        _claims.Clear();
    }

    private Claim? Of(string silo, int slot) => _claims.FirstOrDefault(claim => claim.Slot.Silo == silo && claim.Slot.Slot == slot);
}

/// <summary>One slot's wish for a trial.</summary>
internal sealed class Claim(SlotClaim slot)
{
    public SlotClaim Slot { get; } = slot;

    /// <summary>Whether a trial may run for this slot already, whose assignment was lost on its way.</summary>
    public bool MayOwnATrial { get; set; }

    /// <summary>While a trial is being claimed for it, a claim is not given up: the trial would run for nobody.</summary>
    public bool IsServed { get; set; }

    public bool IsGivenUp { get; set; }

    public TaskCompletionSource<TrialAssignment?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
