using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>A sweep is Completed when all its trials are final.</summary>
internal static class SweepCompletion
{
    /// <summary>Completes the sweep if no trial of it is open, in the running transaction.</summary>
    public static async Task<bool> TryAsync(SherlockContext db, Guid sweep, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Locked before its trials are looked at: what somebody adds to it at the same time is then either seen here or comes after, and sets it going again.
        var sql = "SELECT * FROM sweeps WHERE id = {0}" + db.Dialect.ForUpdate;
        if (await db.Sweeps.FromSqlRaw(sql, sweep).AsNoTracking().ToListAsync(cancellationToken) is not [{ Status: SweepStatus.Running or SweepStatus.Paused }])
        {
            return false;
        }

        var isOpen = await db.Trials.Where(trial => trial.SweepId == sweep).WhereOpen().AnyAsync(cancellationToken);
        return !isOpen && await db.Sweeps.Where(row => row.Id == sweep).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, SweepStatus.Completed).SetProperty(row => row.FinishedAt, now), cancellationToken) == 1;
    }
}
