using Sweep.Grains.Trials;

namespace Sweep.Grains.Queue;

/// <summary>The slots that wait for a trial: who came first is served first. Used from one grain, so by one caller at a time.</summary>
internal sealed class ClaimLine
{
    private readonly LinkedList<Claim> _claims = new();

    public Claim? First => _claims.First?.Value;

    public Claim Join(string silo)
    {
        var claim = new Claim(silo);
        _claims.AddLast(claim);
        return claim;
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
}

/// <summary>One slot's wish for a trial.</summary>
internal sealed class Claim(string silo)
{
    public string Silo { get; } = silo;

    /// <summary>While a trial is being claimed for it, a claim is not given up: the trial would run for nobody.</summary>
    public bool IsServed { get; set; }

    public bool IsGivenUp { get; set; }

    public TaskCompletionSource<TrialAssignment?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
