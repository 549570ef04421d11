using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>
    /// Ends an attempt as its slot reports. A failed trial goes back to Pending until <see cref="MostFailures"/> attempts have failed,
    /// or one has failed for a lasting reason. The sweep is not completed here: see <see cref="SweepStore.CompleteAsync"/>.
    /// </summary>
    /// <returns>
    /// The trial's status now, also if this call repeats one that was carried out; null if the attempt had already ended otherwise, and
    /// nothing was changed.
    /// </returns>
    /// <exception cref="ArgumentException">A slot cannot end a trial with this status.</exception>
    public Task<TrialStatus?> FinishAsync(TrialId id, int attempt, TrialOutcome outcome, CancellationToken cancellationToken)
    {
        _ = MeaningOf(outcome.Status);
        var told = outcome with { Reason = Rows.Storable(outcome.Reason) };
        return _session.WriteAsync(StoreOperation.Finish, db => FinishAsync(db, id, attempt, told, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Hands a trial back because its slot stops or cannot train it, or because a user wants it paused. Not counted as a failure.
    /// </summary>
    /// <param name="reason">Shown with the trial until it is assigned again; null if its slot just stops.</param>
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
                locked.Row.Apply(TrialEvent.HandBack);
                AttemptEnds.Note(db, locked.Row, AttemptEnd.HandedBack, EventKind.HandedBack, told, now);
                await db.SaveChangesAsync(cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <summary>
    /// Ends an attempt that has reached the level of its assignment: the trial waits there for its search, with what it has reached.
    /// </summary>
    /// <returns>
    /// The trial's status now, also if this call repeats one that was carried out; null if the attempt had already ended otherwise, and
    /// nothing was changed.
    /// </returns>
    public Task<TrialStatus?> HoldAsync(TrialId id, int attempt, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Finish,
            async db =>
            {
                if (await LockedTrial.TakeAsync(db, id, cancellationToken) is not { } locked) { return null; }
                var row = locked.Row;
                if (!locked.IsRunning(attempt))
                {
                    return await AnswerAgainAsync(db, row, attempt, AttemptEnd.Held, cancellationToken);
                }

                var now = _clock.GetUtcNow();
                locked.Touch(now);
                row.Apply(TrialEvent.Hold);

                // A person paused it just now: it is held when it goes on, which it does at its level.
                if (row.Status is TrialStatus.Held) { await NoteRungsAsync(db, locked, hasEnded: false, cancellationToken); }
                var place = string.Create(CultureInfo.InvariantCulture, $"at {locked.Schema.Resource.Name} {row.Until}");
                AttemptEnds.Note(db, row, AttemptEnd.Held, EventKind.Held, place, now);
                await db.SaveChangesAsync(cancellationToken);
                return (TrialStatus?)row.Status;
            },
            cancellationToken);

    private async Task<TrialStatus?> FinishAsync(
        SherlockContext db, TrialId id, int attempt, TrialOutcome outcome, CancellationToken cancellationToken)
    {
        if (await LockedTrial.TakeAsync(db, id, cancellationToken) is not { } locked) { return null; }
        if (!locked.IsRunning(attempt))
        {
            return await AnswerAgainAsync(db, locked.Row, attempt, MeaningOf(outcome.Status).End, cancellationToken);
        }

        var now = _clock.GetUtcNow();
        locked.Touch(now);
        var row = locked.Row;
        var (end, happened) = MeaningOf(outcome.Status);
        if (outcome.Status is TrialStatus.Completed) { await NoteRungsAsync(db, locked, hasEnded: true, cancellationToken); }
        if (outcome.Status is TrialStatus.Failed) { row.Failures++; }
        if (outcome is { Status: TrialStatus.Failed, IsLasting: false } && row.Failures < MostFailures)
        {
            row.Apply(TrialEvent.HandBack);
            AttemptEnds.Note(db, row, end, EventKind.Retried, outcome.Reason, now);
        }
        else
        {
            row.Apply(happened);
            (row.Reason, row.WeightsHash, row.FinishedAt) = (outcome.Reason, outcome.WeightsHash, now);
            AttemptEnds.Note(db, row, end, Enum.Parse<EventKind>(end.ToString()), outcome.Reason, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return row.Status;
    }

    /// <inheritdoc cref="RungRows.NoteAsync"/>
    private async Task<bool> NoteRungsAsync(SherlockContext db, LockedTrial locked, bool hasEnded, CancellationToken cancellationToken)
    {
        if (locked.EarlyStopping is EarlyStopping.None) { return false; }
        var sweep = locked.Row.SweepId;
        if (!_judgedLevels.TryGetValue(sweep, out var levels))
        {
            var spec = await db.Sweeps.Where(row => row.Id == sweep).Select(row => row.Spec).SingleAsync(cancellationToken);
            levels = Json.ReadSpec(locked.Schema, spec).Stop!.Rungs;
            if (locked.EarlyStopping is EarlyStopping.End) { _judgedLevels[sweep] = levels; }
        }

        return await RungRows.NoteAsync(db, locked, levels, hasEnded, cancellationToken);
    }

    /// <summary>
    /// The answer to a call that was carried out before, if this call repeats it: the trial has not begun another attempt since.
    /// </summary>
    private static async Task<TrialStatus?> AnswerAgainAsync(
        SherlockContext db, TrialRecord row, int attempt, AttemptEnd end, CancellationToken cancellationToken)
    {
        if (row.Attempt != attempt) { return null; }
        var (sweep, trial) = (row.SweepId, row.Number);
        var isDone = await db.Attempts.AnyAsync(
            known => known.SweepId == sweep && known.Trial == trial && known.Number == attempt && known.Outcome == end, cancellationToken);
        return isDone ? row.Status : null;
    }

    /// <summary>Translates the status that a slot reports into the attempt's end and the trial's event.</summary>
    private static (AttemptEnd End, TrialEvent Happened) MeaningOf(TrialStatus status) => status switch
    {
        TrialStatus.Completed => (AttemptEnd.Completed, TrialEvent.Complete),
        TrialStatus.Diverged => (AttemptEnd.Diverged, TrialEvent.Diverge),
        TrialStatus.Failed => (AttemptEnd.Failed, TrialEvent.Fail),
        _ => throw new ArgumentException($"An attempt ends as Completed, Diverged or Failed, not as {status}.", nameof(status)),
    };
}
