using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>Records the end of an attempt, whatever ended it. Takes effect when the context saves.</summary>
internal static class AttemptEnds
{
    /// <summary>Closes the row of a trial's newest attempt, which was Running, and adds an event for users.</summary>
    public static void Note(SherlockContext db, TrialRecord locked, AttemptEnd end, EventKind kind, string? reason, DateTimeOffset now)
    {
        // The statement that assigned the trial stored this row, so it is not read again.
        var attempt = new AttemptRecord
        {
            SweepId = locked.SweepId,
            Trial = locked.Number,
            Number = locked.Attempt,
            Silo = locked.Silo ?? "",
        };
        db.Attempts.Attach(attempt);
        (attempt.Outcome, attempt.Reason, attempt.EndedAt) = (end, reason, now);
        db.Changes.Ended(end, locked.Status);
        db.Events.Add(new() { Time = now, SweepId = locked.SweepId, Trial = locked.Number, Kind = kind, Text = reason });
    }
}
