using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>
    /// Replaces the log of an attempt. It says what happened in that attempt, so it is stored even if the attempt is over. Safe to repeat.
    /// With the first log of an attempt, those beyond <see cref="LogLimits"/> are removed.
    /// </summary>
    public Task SaveLogAsync(TrialId id, int attempt, string text, CancellationToken cancellationToken) => _session.WriteAsync(
        StoreOperation.Log,
        async db =>
        {
            var (sweep, number) = (id.SweepId, id.Number);
            var changed = await db.AttemptLogs.Where(log => log.SweepId == sweep && log.Trial == number && log.Attempt == attempt)
                .ExecuteUpdateAsync(log => log.SetProperty(row => row.Text, text), cancellationToken);
            if (changed == 0) { await LogRows.AddAsync(db, id, attempt, text, LogLimits, cancellationToken); }
            return changed;
        },
        cancellationToken);
}
