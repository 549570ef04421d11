using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>The slots that wait for a trial, in order of arrival. Used from one grain, so by one caller at a time.</summary>
internal sealed class WaitingSlots
{
    private readonly LinkedList<WaitingSlot> _slots = new();

    public int Count => _slots.Count;

    /// <summary>The slots that wait, in order.</summary>
    public IReadOnlyCollection<WaitingSlot> All => _slots;

    /// <summary>
    /// Adds a slot's request at the end. A slot waits only once: if it has an earlier request, the caller of that one has given up.
    /// </summary>
    public WaitingSlot Join(TrialRequest request)
    {
        var isRepeated = request.IsRepeated;
        if (Of(request.Silo, request.Slot) is { } earlier)
        {
            // A trial that is being assigned to the earlier request now belongs to this one.
            isRepeated |= earlier.IsServed;
            GiveUp(earlier);
        }

        var waiting = new WaitingSlot(request) { MayOwnATrial = isRepeated };
        _slots.AddLast(waiting);
        return waiting;
    }

    /// <summary>Ends a slot's waiting, if it waits.</summary>
    public void Withdraw(string silo, int slot)
    {
        if (Of(silo, slot) is { } waiting) { GiveUp(waiting); }
    }

    /// <summary>Answers a request and removes it.</summary>
    public void Answer(WaitingSlot waiting, TrialAssignment? assignment)
    {
        _slots.Remove(waiting);
        waiting.Answer.TrySetResult(assignment);
    }

    /// <summary>
    /// Answers a request with no trial. If a trial is being assigned to it at the moment, answers only after that has failed.
    /// </summary>
    public void GiveUp(WaitingSlot waiting)
    {
        waiting.IsGivenUp = true;
        if (!waiting.IsServed) { Answer(waiting, null); }
    }

    /// <summary>Records that no trial is being assigned to the request any more.</summary>
    public void EndService(WaitingSlot waiting)
    {
        waiting.IsServed = false;
        if (waiting.IsGivenUp) { Answer(waiting, null); }
    }

    /// <summary>Passes an error of the queue to all waiting slots, so that none waits in vain.</summary>
    public void Fail(Exception exception)
    {
        foreach (var waiting in _slots) { waiting.Answer.TrySetException(exception); }
        _slots.Clear();
    }

    private WaitingSlot? Of(string silo, int slot) =>
        _slots.FirstOrDefault(waiting => waiting.Request.Silo == silo && waiting.Request.Slot == slot);
}

/// <summary>One slot's request for a trial.</summary>
internal sealed class WaitingSlot(TrialRequest request)
{
    public TrialRequest Request { get; } = request;

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
