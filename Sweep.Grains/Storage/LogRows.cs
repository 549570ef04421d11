using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>The rows of the attempts' logs. Those that are beyond the limits are removed, without reading their texts.</summary>
internal static class LogRows
{
    // octet_length finds the size of a text without reading it, unlike length.
    private const string Rows = """
        SELECT log.trial AS "Trial", log.attempt AS "Attempt",
            CAST(octet_length(log.text) AS bigint) AS "Bytes", attempt.outcome AS "Outcome"
        FROM attempt_logs log
        JOIN attempts attempt ON attempt.sweep_id = log.sweep_id AND attempt.trial = log.trial AND attempt.number = log.attempt
        WHERE log.sweep_id = {0}
        """;

    private const string OldestFirst = " ORDER BY attempt.started_at, log.trial, log.attempt";
    private const string RowsOfSweep = Rows + OldestFirst;
    private const string RowsOfTrial = Rows + " AND log.trial = {1}" + OldestFirst;
    private const string BytesOfSweep =
        "SELECT CAST(COALESCE(SUM(octet_length(text)), 0) AS bigint) AS \"Value\" FROM attempt_logs WHERE sweep_id = {0}";

    /// <summary>Adds the log of an attempt, and removes those that are too many now.</summary>
    public static async Task AddAsync(
        SherlockContext db, TrialId trial, int attempt, string text, LogLimits limits, CancellationToken cancellationToken)
    {
        var sweep = trial.SweepId;

        // A deleted sweep has none, although a program of it may still end.
        var number = trial.Number;
        var isThere = db.Attempts.Where(row => row.SweepId == sweep && row.Trial == number && row.Number == attempt);
        if (!await isThere.AnyAsync(cancellationToken)) { return; }
        db.AttemptLogs.Add(new() { SweepId = sweep, Trial = trial.Number, Attempt = attempt, Text = text });
        await db.SaveChangesAsync(cancellationToken);
        var ofTrial = await db.Database.SqlQueryRaw<LogRow>(RowsOfTrial, sweep, trial.Number).ToListAsync(cancellationToken);
        await RemoveAsync(db, sweep, limits.BeyondTrial(ofTrial), cancellationToken);
        if (await db.Database.SqlQueryRaw<long>(BytesOfSweep, sweep).SingleAsync(cancellationToken) <= limits.PerSweep) { return; }
        var ofSweep = await db.Database.SqlQueryRaw<LogRow>(RowsOfSweep, sweep).ToListAsync(cancellationToken);
        await RemoveAsync(db, sweep, limits.BeyondSweep(ofSweep), cancellationToken);
    }

    private static async Task RemoveAsync(
        SherlockContext db, Guid sweep, IReadOnlyList<LogRow> logs, CancellationToken cancellationToken)
    {
        foreach (var trial in logs.GroupBy(log => log.Trial, log => log.Attempt).OrderBy(trial => trial.Key))
        {
            var (number, attempts) = (trial.Key, trial.ToList());
            await db.AttemptLogs.Where(log => log.SweepId == sweep && log.Trial == number && attempts.Contains(log.Attempt))
                .ExecuteDeleteAsync(cancellationToken);
        }
    }
}
