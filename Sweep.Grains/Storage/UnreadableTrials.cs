using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// Finds trials whose hyperparameters this version cannot read, because a newer version stored them. They must not delay other trials.
/// </summary>
internal static class UnreadableTrials
{
    /// <summary>Why a trial cannot be read; null if it can.</summary>
    /// <param name="sweeps">The sweeps that can be read.</param>
    public static string? ProblemOf(TrialRecord row, IReadOnlyDictionary<Guid, AssignedSweep> sweeps)
    {
        if (!sweeps.TryGetValue(row.SweepId, out var sweep)) { return "a newer version of the program has published its trainable"; }
        try
        {
            sweep.Schema.FromJson(row.Hyperparameters);
            return null;
        }
        catch (SherlockException exception)
        {
            return $"it was stored by a newer version of the program: {exception.Message}";
        }
    }

    /// <summary>
    /// Ends those of the newly begun attempts whose trials cannot be read, in the running transaction, and removes them from the list.
    /// </summary>
    /// <param name="begun">Rows that are not tracked.</param>
    /// <param name="sweeps">Their sweeps.</param>
    /// <returns>The trials that have failed.</returns>
    public static async Task<IReadOnlyList<TrialId>> FailAsync(
        SherlockContext db, List<TrialRecord> begun, IReadOnlyDictionary<Guid, AssignedSweep> sweeps, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var unreadable = begun.Select(row => (Row: row, Problem: ProblemOf(row, sweeps)))
            .Where(pair => pair.Problem is not null)
            .ToList();
        if (unreadable.Count == 0) { return []; }
        db.ChangeTracker.Clear();
        foreach (var (row, problem) in unreadable)
        {
            begun.Remove(row);
            db.Trials.Attach(row);
            row.Apply(TrialEvent.Fail);
            (row.Reason, row.FinishedAt) = (problem, now);
            AttemptEnds.Note(db, row, AttemptEnd.Failed, EventKind.Failed, problem, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return [.. unreadable.Select(pair => new TrialId(pair.Row.SweepId, pair.Row.Number))];
    }
}
