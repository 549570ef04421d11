using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>A sweep is Completed when its last trial is final: one conditional statement, in the transaction that ended the trial.</summary>
internal static class SweepCompletion
{
    public static async Task<bool> TryAsync(SherlockContext db, Guid sweep, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Sweeps
            .Where(row => row.Id == sweep && (row.Status == SweepStatus.Running || row.Status == SweepStatus.Paused))
            .Where(row => !db.Trials.Any(trial => trial.SweepId == row.Id
                && (trial.Status == TrialStatus.Pending || trial.Status == TrialStatus.Running || trial.Status == TrialStatus.Paused)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, SweepStatus.Completed).SetProperty(row => row.FinishedAt, now),
                cancellationToken) == 1;
}
