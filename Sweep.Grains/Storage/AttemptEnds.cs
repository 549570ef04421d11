using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>What an attempt's end leaves behind, whatever ended it. Takes effect when the context saves.</summary>
internal static class AttemptEnds
{
    /// <summary>Closes the row of the newest attempt of a trial that was Running, and tells people of it.</summary>
    public static void Note(SherlockContext db, TrialRecord locked, AttemptEnd end, EventKind kind, string? reason, DateTimeOffset now)
    {
        // Whoever claimed the trial stored this row: no need to read it.
        var attempt = new AttemptRecord { SweepId = locked.SweepId, Trial = locked.Number, Number = locked.Attempt, Silo = locked.Silo ?? "" };
        db.Attempts.Attach(attempt);
        (attempt.Outcome, attempt.Reason, attempt.EndedAt) = (end, reason, now);
        db.Changes.Ended(end, locked.Status);
        db.Events.Add(new() { Time = now, SweepId = locked.SweepId, Trial = locked.Number, Kind = kind, Text = reason });
    }
}
