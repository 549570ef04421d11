using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Assigns trials to all waiting slots with one statement, and to the slots that arrive meanwhile with the next one. It runs once at a
/// time, so slots keep their order. Used from one grain, so by one caller at a time.
/// </summary>
/// <param name="times">Measures how long trials waited; null if no metrics are needed.</param>
/// <param name="untrained">Finds sweeps that no silo can train; null if they need not be found.</param>
/// <param name="searches">Asks searches for trials; null if no sweep searches.</param>
internal sealed class TrialDispatcher(
    TrialStore store, WaitingTimes? times = null, UntrainedSweeps? untrained = null, SearchRequests? searches = null)
{
    /// <summary>Number of trials of a sweep that are read together.</summary>
    public const int ReadAhead = 256;

    /// <summary>Number of slots that are served together.</summary>
    private const int Batch = 64;

    private bool _isRunning;
    private bool _isAskedAgain;

    public WaitingSlots Waiting { get; } = new();

    public PendingTrials Pending { get; } = new();

    /// <summary>Serves until no slot waits or there is no work. If an error occurs, all waiting slots get it.</summary>
    public async Task RunAsync()
    {
        _isAskedAgain = true;
        if (_isRunning) { return; }
        _isRunning = true;
        try
        {
            while (Waiting.Count > 0)
            {
                _isAskedAgain = false;
                await ReturnOwnAsync();
                var taken = await TakeAsync();
                if (taken.Count > 0) { await ServeAsync(taken); }
                else if (!Pending.IsStale && !_isAskedAgain) { break; }
            }
        }
        catch (Exception exception)
        {
            // Trials that were taken from the list but not assigned are still pending in the database.
            Pending.MarkStale();
            Waiting.Fail(exception);
        }
        finally
        {
            _isRunning = false;
        }
    }

    /// <summary>Repeats the assignment of slots whose earlier answers were lost while a trial runs for them.</summary>
    private async Task ReturnOwnAsync()
    {
        var slots = Waiting.All.Where(slot => slot.MayOwnATrial).ToList();
        if (slots.Count == 0) { return; }
        foreach (var slot in slots) { slot.IsServed = true; }
        try
        {
            var own = await store.AssignedAsync([.. slots.Select(slot => slot.Request)], CancellationToken.None);
            foreach (var slot in slots)
            {
                slot.MayOwnATrial = false;
                if (own.TryGetValue(slot.Request, out var assignment)) { Waiting.Answer(slot, assignment); }
            }
        }
        finally
        {
            foreach (var slot in slots) { Waiting.EndService(slot); }
        }
    }

    /// <summary>The next trials in order, one for each waiting slot that may have it.</summary>
    private async Task<List<(WaitingSlot Slot, TrialId Trial)>> TakeAsync()
    {
        if (Pending.IsStale)
        {
            Pending.BeginLoad();
            var snapshot = await store.SnapshotAsync(CancellationToken.None);
            Pending.Load(snapshot);
            times?.Look(snapshot.Sweeps);
            if (untrained is not null) { await untrained.LookAsync([.. Pending.Lines], Waiting.All); }

            // A waiting slot trains nothing. So if a trial runs for it, it was assigned by an earlier request whose answer was lost,
            // perhaps by an earlier activation of this queue.
            foreach (var slot in Waiting.All.Where(slot => Pending.IsBusy(slot.Request.Silo, slot.Request.Slot)))
            {
                slot.MayOwnATrial = true;
            }

            await ReturnOwnAsync();
        }

        foreach (var slot in Waiting.All) { Pending.Free(slot.Request.Silo, slot.Request.Slot); }
        var taken = new List<(WaitingSlot Slot, TrialId Trial)>();
        var free = Waiting.All.Where(slot => !slot.MayOwnATrial).ToList();
        foreach (var (index, slot) in free.Index())
        {
            if (taken.Count == Batch) { break; }
            if (await TakeAsync(slot.Request, free[index..]) is { } trial) { taken.Add((slot, trial)); }
            else if (!Pending.Lines.Any()) { break; }
        }

        return taken;
    }

    /// <param name="slots">The slots that wait, this one included.</param>
    private async Task<TrialId?> TakeAsync(TrialRequest request, List<WaitingSlot> slots)
    {
        while (Pending.Next(request) is { } line)
        {
            if (line.MustRead)
            {
                line.Append(await ReadAsync(line), ReadAhead);
                if (line.IsEmpty || line.MustPropose) { times?.RanDry(line.Id); }
            }
            else if (line.MustPropose)
            {
                ImmutableArray<int> added = searches is null ? [] : await searches.AskAsync(line, Pending.Turns(
                    request, line, slots.Count(slot => slot.Request.Accepts(line.Id, line.Trainable))));
                line.Propose(added);
            }
            else if (line.MustMeasure)
            {
                line.Measure(new(await store.MeasuredAsync(line.Id, CancellationToken.None)));
            }
            else
            {
                return new(line.Id, line.Take());
            }
        }

        return null;
    }

    private async Task<List<CostedTrial>> ReadAsync(SweepBacklog line) => line.LongestFirst
        ? await store.LongestAsync(line.Id, line.ReadTo, ReadAhead, CancellationToken.None)
        : [.. (await store.WaitingAsync(line.Id, line.ReadTo?.Number ?? 0, ReadAhead, CancellationToken.None))
            .Select(number => new CostedTrial(number, Cost: 0))];

    private async Task ServeAsync(List<(WaitingSlot Slot, TrialId Trial)> taken)
    {
        // Slots that left while the trials were read leave some trials over; and if a trial is gone, the snapshot is old.
        var pairs = taken.Where(pair => !pair.Slot.Answer.Task.IsCompleted).ToList();
        if (pairs.Count < taken.Count) { Pending.MarkStale(); }
        if (pairs.Count == 0) { return; }
        foreach (var (slot, _) in pairs) { slot.IsServed = true; }
        try
        {
            var assignments = await store.AssignAsync([.. pairs.Select(pair => (pair.Trial, pair.Slot.Request))], CancellationToken.None);
            if (assignments.Count < pairs.Count) { Pending.MarkStale(); }
            foreach (var (slot, trial) in pairs)
            {
                if (!assignments.TryGetValue(trial, out var assignment)) { continue; }
                Pending.Occupy(slot.Request.Silo, slot.Request.Slot, trial.SweepId);
                Waiting.Answer(slot, assignment);
                times?.Served(assignment);
                untrained?.Served(trial.SweepId);
            }
        }
        finally
        {
            foreach (var (slot, _) in pairs) { Waiting.EndService(slot); }
        }
    }
}
