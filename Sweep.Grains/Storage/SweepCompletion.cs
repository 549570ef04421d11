using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>Completes a sweep when all its trials are final, and its search adds no more.</summary>
internal static class SweepCompletion
{
    /// <summary>Completes the sweep, in the running transaction, if none of its trials is open.</summary>
    public static async Task<bool> TryAsync(SherlockContext db, Guid sweep, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The sweep is locked before its trials are read: trials that are added at the same time are either seen here, or are added later
        // and make the sweep run again.
        var sql = "SELECT * FROM sweeps WHERE id = {0}" + db.Dialect.ForUpdate;
        if (await db.Sweeps.FromSqlRaw(sql, sweep).AsNoTracking().ToListAsync(cancellationToken)
            is not [{ Status: SweepStatus.Running or SweepStatus.Paused, IsSearching: false }])
        {
            return false;
        }

        var isOpen = await db.Trials.Where(trial => trial.SweepId == sweep).WhereOpen().AnyAsync(cancellationToken);
        return !isOpen && await db.Sweeps.Where(row => row.Id == sweep).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, SweepStatus.Completed).SetProperty(row => row.FinishedAt, now),
            cancellationToken) == 1;
    }
}
