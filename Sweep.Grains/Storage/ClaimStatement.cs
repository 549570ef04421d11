using System.Text;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// The one statement that begins attempts, for many trials at once. It names each trial by its key, so its cost does not depend on how many there are, and checks
/// and changes in one go, so of two that claim a trial one finds it Pending.
/// </summary>
internal static class ClaimStatement
{
    // The columns of VALUES are called column1, column2, … by all servers.
    private const string Begin =
        """
        UPDATE trials AS t
        SET status = 'Running', pause_requested = FALSE, attempt = t.attempt + 1, silo = v.column3, slot = v.column4, reason = NULL, reported_at = {0},
            started_at = COALESCE(t.started_at, {0}),
            step = COALESCE((SELECT MAX(c.step) FROM checkpoints AS c WHERE c.sweep_id = t.sweep_id AND c.trial = t.number), 0)
        FROM (VALUES 
        """;

    private const string End =
        """
        ) AS v
        WHERE t.sweep_id = v.column1 AND t.number = v.column2 AND t.status = 'Pending'
          AND EXISTS (SELECT 1 FROM sweeps AS s WHERE s.id = t.sweep_id AND s.status = 'Running')
        RETURNING *
        """;

    /// <returns>The trials that now run, as they are now.</returns>
    public static Task<List<TrialRecord>> RunAsync(
        SherlockContext db, IReadOnlyList<(TrialId Trial, SlotClaim Slot)> claims, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder(Begin);
        var parameters = new List<object> { db.Dialect.Parameter(now) };
        foreach (var (trial, slot) in claims)
        {
            var first = parameters.Count;
            sql.Append(first == 1 ? "" : ", ").Append($"({{{first}}}, {{{first + 1}}}, {{{first + 2}}}, {{{first + 3}}})");
            parameters.AddRange([trial.SweepId, trial.Number, slot.Silo, slot.Slot]);
        }

        return db.Trials.FromSqlRaw(sql.Append(End).ToString(), [.. parameters]).AsNoTracking().ToListAsync(cancellationToken);
    }
}
