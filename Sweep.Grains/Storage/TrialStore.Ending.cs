using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>
    /// Ends an attempt as its slot says. A failed trial goes back to Pending until <see cref="MostFailures"/> attempts have failed. Its sweep is not looked at:
    /// see <see cref="SweepStore.CompleteAsync"/>.
    /// </summary>
    /// <returns>The trial's status now, also where this very call was carried out before; null if the attempt was over otherwise, and nothing was changed.</returns>
    /// <exception cref="ArgumentException">A slot cannot end a trial so.</exception>
    public Task<TrialStatus?> FinishAsync(TrialId id, int attempt, TrialOutcome outcome, CancellationToken cancellationToken)
    {
        _ = EndOf(outcome.Status);
        var told = outcome with { Reason = Rows.Storable(outcome.Reason) };
        return _session.WriteAsync(StoreOperation.Finish, db => FinishAsync(db, id, attempt, told, cancellationToken), cancellationToken);
    }

    /// <summary>Gives a trial back because its slot stops, cannot train it, or because a person wants it paused; not counted as a failure.</summary>
    /// <param name="reason">Shown with the trial until it is claimed again; null where its slot just stops.</param>
    /// <returns>False if the attempt was over, and nothing was changed.</returns>
    public Task<bool> HandBackAsync(TrialId id, int attempt, string? reason, CancellationToken cancellationToken)
    {
        var told = Rows.Storable(reason);
        return _session.WriteAsync(
            StoreOperation.HandBack,
            async db =>
            {
                if (await LockedTrial.TakeAsync(db, id, attempt, cancellationToken) is not { } locked) { return false; }
                var now = _clock.GetUtcNow();
                locked.Touch(now);
                locked.Row.Reason = told;
                AttemptEnds.GiveBack(locked.Row);
                AttemptEnds.Note(db, locked.Row, AttemptEnd.HandedBack, EventKind.HandedBack, told, now);
                await db.SaveChangesAsync(cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private async Task<TrialStatus?> FinishAsync(
        SherlockContext db, TrialId id, int attempt, TrialOutcome outcome, CancellationToken cancellationToken)
    {
        if (await LockedTrial.TakeAsync(db, id, cancellationToken) is not { } locked) { return null; }
        if (!locked.IsRunning(attempt)) { return await AnswerAgainAsync(db, locked.Row, attempt, outcome, cancellationToken); }
        var now = _clock.GetUtcNow();
        locked.Touch(now);
        var row = locked.Row;
        var end = EndOf(outcome.Status);
        if (outcome.Status is TrialStatus.Failed) { row.Failures++; }
        if (outcome.Status is TrialStatus.Failed && row.Failures < MostFailures)
        {
            AttemptEnds.GiveBack(row);
            AttemptEnds.Note(db, row, end, EventKind.Retried, outcome.Reason, now);
        }
        else
        {
            (row.Status, row.PauseRequested) = (outcome.Status, false);
            (row.Reason, row.WeightsHash, row.FinishedAt) = (outcome.Reason, outcome.WeightsHash, now);
            AttemptEnds.Note(db, row, end, Enum.Parse<EventKind>(end.ToString()), outcome.Reason, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return row.Status;
    }

    /// <summary>The answer of a call that was carried out before, if this is its repetition: the trial has not begun another attempt since.</summary>
    private static async Task<TrialStatus?> AnswerAgainAsync(
        SherlockContext db, TrialRecord row, int attempt, TrialOutcome outcome, CancellationToken cancellationToken)
    {
        if (row.Attempt != attempt) { return null; }
        var (sweep, trial, end) = (row.SweepId, row.Number, EndOf(outcome.Status));
        var isDone = await db.Attempts.AnyAsync(
            known => known.SweepId == sweep && known.Trial == trial && known.Number == attempt && known.Outcome == end, cancellationToken);
        return isDone ? row.Status : null;
    }

    private static AttemptEnd EndOf(TrialStatus status) => status switch
    {
        TrialStatus.Completed => AttemptEnd.Completed,
        TrialStatus.Pruned => AttemptEnd.Pruned,
        TrialStatus.Diverged => AttemptEnd.Diverged,
        TrialStatus.Failed => AttemptEnd.Failed,
        _ => throw new ArgumentException($"An attempt ends as Completed, Pruned, Diverged or Failed, not as {status}.", nameof(status)),
    };
}
