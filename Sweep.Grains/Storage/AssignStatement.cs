using System.Text;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// The statement that begins attempts, for many trials at once. It names each trial by its key, so its cost does not depend on the number
/// of trials. It checks and changes a row in one step, so if two slots ask for a trial, only one finds it Pending.
/// </summary>
internal static class AssignStatement
{
    // All servers call the columns of VALUES column1, column2, and so on.
    private const string Begin =
        """
        UPDATE trials AS t
        SET status = 'Running', pause_requested = FALSE, attempt = t.attempt + 1, silo = v.column3, slot = v.column4,
            lease_seconds = NULLIF(v.column5, 0), reason = NULL, reported_at = {0}, started_at = COALESCE(t.started_at, {0}),
            step = COALESCE((SELECT MAX(c.step) FROM checkpoints AS c WHERE c.sweep_id = t.sweep_id AND c.trial = t.number), 0)
        FROM (VALUES 
        """;

    private const string End =
        """
        ) AS v
        WHERE t.sweep_id = v.column1 AND t.number = v.column2 AND t.status = 'Pending' AND (t.until IS NULL OR t.until > 0)
          AND EXISTS (SELECT 1 FROM sweeps AS s WHERE s.id = t.sweep_id AND s.status = 'Running')
        RETURNING *
        """;

    /// <returns>The trials that now run, with their new values.</returns>
    public static Task<List<TrialRecord>> RunAsync(
        SherlockContext db,
        IReadOnlyList<(TrialId Trial, TrialRequest Slot)> requests,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var sql = new StringBuilder(Begin);
        var parameters = new List<object> { db.Dialect.Parameter(now) };
        foreach (var (trial, slot) in requests)
        {
            var first = parameters.Count;
            sql.Append(first == 1 ? "" : ", ").Append($"({{{first}}}, {{{first + 1}}}, {{{first + 2}}}, {{{first + 3}}}, {{{first + 4}}})");
            parameters.AddRange([trial.SweepId, trial.Number, slot.Silo, slot.Slot, slot.LeaseSeconds]);
        }

        return db.Trials.FromSqlRaw(sql.Append(End).ToString(), [.. parameters]).AsNoTracking().ToListAsync(cancellationToken);
    }
}
