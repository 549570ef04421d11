using System.Collections.Immutable;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// Assigns trials to all waiting slots with one statement, and to the slots that arrive meanwhile with the next one. It runs once at a
/// time, so slots keep their order. Used from one grain, so by one caller at a time.
/// </summary>
/// <param name="times">Measures how long trials waited; null if no metrics are needed.</param>
internal sealed class ClaimPump(TrialStore store, WaitingTimes? times = null)
{
    /// <summary>Number of trials of a sweep that are read together.</summary>
    public const int Window = 256;

    /// <summary>Number of slots that are served together.</summary>
    private const int Batch = 64;

    private bool _isRunning;
    private bool _isAskedAgain;

    public ClaimLine Line { get; } = new();

    public PendingTrials Pending { get; } = new();

    /// <summary>Serves until no slot waits or there is no work. If an error occurs, all waiting slots get it.</summary>
    public async Task RunAsync()
    {
        _isAskedAgain = true;
        if (_isRunning) { return; }
        _isRunning = true;
        try
        {
            while (Line.Count > 0)
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
            Line.Fail(exception);
        }
        finally
        {
            _isRunning = false;
        }
    }

    /// <summary>Repeats the assignment of slots whose earlier answers were lost while a trial runs for them.</summary>
    private async Task ReturnOwnAsync()
    {
        var claims = Line.Claims.Where(claim => claim.MayOwnATrial).ToList();
        if (claims.Count == 0) { return; }
        foreach (var claim in claims) { claim.IsServed = true; }
        try
        {
            var own = await store.ClaimedAsync([.. claims.Select(claim => claim.Slot)], CancellationToken.None);
            foreach (var claim in claims)
            {
                claim.MayOwnATrial = false;
                if (own.TryGetValue(claim.Slot, out var assignment)) { Line.Answer(claim, assignment); }
            }
        }
        finally
        {
            foreach (var claim in claims) { Line.EndService(claim); }
        }
    }

    /// <summary>The next trials in order, one for each waiting slot that may have it.</summary>
    private async Task<List<(Claim Claim, TrialId Trial)>> TakeAsync()
    {
        if (Pending.IsStale)
        {
            Pending.BeginLoad();
            var picture = await store.PictureAsync(CancellationToken.None);
            Pending.Load(picture);
            times?.Look(picture.Sweeps);

            // A waiting slot trains nothing. So if a trial runs for it, it was assigned by an earlier request whose answer was lost,
            // perhaps by an earlier activation of this queue.
            foreach (var claim in Line.Claims.Where(claim => Pending.IsBusy(claim.Slot.Silo, claim.Slot.Slot)))
            {
                claim.MayOwnATrial = true;
            }

            await ReturnOwnAsync();
        }

        foreach (var claim in Line.Claims) { Pending.Free(claim.Slot.Silo, claim.Slot.Slot); }
        var taken = new List<(Claim Claim, TrialId Trial)>();
        foreach (var claim in Line.Claims.Where(claim => !claim.MayOwnATrial).ToList())
        {
            if (taken.Count == Batch) { break; }
            if (await TakeAsync(claim.Slot.Avoided) is { } trial) { taken.Add((claim, trial)); }
            else if (claim.Slot.Avoided.IsEmpty) { break; }
        }

        return taken;
    }

    private async Task<TrialId?> TakeAsync(ImmutableArray<Guid> passedBy)
    {
        while (Pending.Next(passedBy) is { } line)
        {
            if (!line.MustRead) { return new(line.Id, line.Take()); }
            line.Append(await store.WaitingAsync(line.Id, line.ReadTo, Window, CancellationToken.None), Window);
            if (line.IsEmpty) { times?.RanDry(line.Id); }
        }

        return null;
    }

    private async Task ServeAsync(List<(Claim Claim, TrialId Trial)> taken)
    {
        // Slots that left while the trials were read leave some trials over; and if a trial is gone, the picture is old.
        var pairs = taken.Where(pair => !pair.Claim.Answer.Task.IsCompleted).ToList();
        if (pairs.Count < taken.Count) { Pending.MarkStale(); }
        if (pairs.Count == 0) { return; }
        foreach (var (claim, _) in pairs) { claim.IsServed = true; }
        try
        {
            var assignments = await store.ClaimAsync([.. pairs.Select(pair => (pair.Trial, pair.Claim.Slot))], CancellationToken.None);
            if (assignments.Count < pairs.Count) { Pending.MarkStale(); }
            foreach (var (claim, trial) in pairs)
            {
                if (!assignments.TryGetValue(trial, out var assignment)) { continue; }
                Pending.Occupy(claim.Slot.Silo, claim.Slot.Slot, trial.SweepId);
                Line.Answer(claim, assignment);
                times?.Served(assignment);
            }
        }
        finally
        {
            foreach (var (claim, _) in pairs) { Line.EndService(claim); }
        }
    }
}
