using System.Text;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>
    /// How long a trial may be silent before it counts as lost even if its silo seems alive. Default 5 minutes, because a validation may
    /// take long.
    /// </summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a trial is left alone after a sign of life, because its silo may be newer than the caller's view of the cluster.
    /// </summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The number of attempts in a row that may be lost without a new checkpoint before the trial becomes Failed. Default 10.
    /// </summary>
    internal const int MostLosses = 10;

    private const int RecoveredAtOnce = 100;
    private const string SiloDead = "its silo died";
    private const string Silent = "it was silent for too long";
    private const string LeaseOver = "its lease ended without a sign of life";

    /// <summary>
    /// Takes back trials that run on dead silos, that have been silent for too long, or whose lease has ended. They become Pending again,
    /// which does not count against them. If a trial's silos or programs died under it repeatedly, it becomes Failed instead, because it
    /// probably kills them. (Silence is no such sign, because in an outage all trials are silent.) Safe to run several times at once.
    /// </summary>
    /// <param name="aliveSilos">The names of the living silos; null if they are unknown, and only silence counts.</param>
    /// <returns>The number of trials that were taken back.</returns>
    public async Task<int> RecoverAsync(IReadOnlySet<string>? aliveSilos, TimeSpan staleAfter, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var recovered = 0;
        var lost = await LostAsync(aliveSilos, staleAfter, now, cancellationToken);
        await EndSessionsAsync([.. lost.Where(trial => trial.Loss == SiloDead).Select(trial => trial.Silo!).Distinct()], cancellationToken);
        foreach (var batch in lost.Select(trial => trial.Id).Chunk(RecoveredAtOnce))
        {
            recovered += await _session.WriteAsync(
                StoreOperation.Recover,
                async db =>
                {
                    var rows = await LockRunningAsync(db, batch, cancellationToken);
                    var taken = 0;
                    foreach (var row in rows)
                    {
                        // Checked again under the lock: the trial may have given a sign of life, or have begun another attempt.
                        if (LossOf(row.Silo, row.LeaseSeconds, row.ReportedAt, aliveSilos, staleAfter, now) is not { } reason) { continue; }
                        await TakeBackAsync(db, row, reason, now, cancellationToken);
                        taken++;
                    }

                    await db.SaveChangesAsync(cancellationToken);
                    return taken;
                },
                cancellationToken);
        }

        return recovered;
    }

    private async Task<List<(TrialId Id, string? Silo, string? Loss)>> LostAsync(
        IReadOnlySet<string>? aliveSilos, TimeSpan staleAfter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var running = await _session.ReadAsync(
            db => db.Trials.Where(trial => trial.Status == TrialStatus.Running)
                .Select(trial => new { trial.SweepId, trial.Number, trial.Silo, trial.LeaseSeconds, trial.ReportedAt })
                .ToListAsync(cancellationToken),
            cancellationToken);
        return running
            .Select(trial => (
                Id: new TrialId(trial.SweepId, trial.Number),
                trial.Silo,
                Loss: LossOf(trial.Silo, trial.LeaseSeconds, trial.ReportedAt, aliveSilos, staleAfter, now)))
            .Where(trial => trial.Loss is not null)
            .ToList();
    }

    /// <summary>Ends the sessions of dead silos, because a silo that hangs may have locked its trials' rows.</summary>
    private async Task EndSessionsAsync(IReadOnlyList<string> silos, CancellationToken cancellationToken)
    {
        if (silos.Count == 0) { return; }
        await _session.ReadAsync(
            async db =>
            {
                await db.Dialect.EndSessionsAsync(db, silos, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Why a running trial counts as lost; null if it does not.</summary>
    private static string? LossOf(
        string? silo, int? leaseSeconds, DateTimeOffset? reportedAt, IReadOnlySet<string>? aliveSilos, TimeSpan staleAfter,
        DateTimeOffset now)
    {
        var age = now - (reportedAt ?? DateTimeOffset.MinValue);
        if (leaseSeconds is { } lease) { return age > TimeSpan.FromSeconds(lease) ? LeaseOver : null; }
        if (aliveSilos is not null && !aliveSilos.Contains(silo ?? "") && age > Grace) { return SiloDead; }
        return age > staleAfter ? Silent : null;
    }

    private static Task<List<TrialRecord>> LockRunningAsync(
        SherlockContext db, IReadOnlyList<TrialId> trials, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder("SELECT * FROM trials WHERE status = 'Running' AND (sweep_id, number) IN (VALUES ");
        var parameters = new List<object>();
        foreach (var trial in trials)
        {
            sql.Append(parameters.Count == 0 ? "" : ", ").Append($"({{{parameters.Count}}}, {{{parameters.Count + 1}}})");
            parameters.AddRange([trial.SweepId, trial.Number]);
        }

        // Rows that another transaction has locked are skipped until the next recovery: their slot is just giving a sign of life, or
        // another silo takes them back too, or the transaction hangs.
        sql.Append(") ORDER BY sweep_id, number").Append(db.Dialect.ForUpdateOfFree);
        return db.Trials.FromSqlRaw(sql.ToString(), [.. parameters]).ToListAsync(cancellationToken);
    }

    private static async Task TakeBackAsync(
        SherlockContext db, TrialRecord row, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reason != Silent && await KillsWhoTrainsItAsync(db, row, cancellationToken))
        {
            var verdict = $"{reason} {(reason == SiloDead ? "under it " : "")}{MostLosses} times in a row without a new checkpoint: it "
                + $"probably kills {(reason == SiloDead ? "them" : "the programs that train it")}";
            row.Apply(TrialEvent.Fail);
            (row.Reason, row.FinishedAt) = (verdict, now);

            // Not recorded as Lost, so that if a user retries the trial, its losses are no longer in a row.
            AttemptEnds.Note(db, row, AttemptEnd.Failed, EventKind.Failed, verdict, now);
            return;
        }

        row.Apply(TrialEvent.HandBack);
        AttemptEnds.Note(db, row, AttemptEnd.Lost, EventKind.Lost, $"{reason}: {row.Silo}", now);
    }

    private static async Task<bool> KillsWhoTrainsItAsync(SherlockContext db, TrialRecord row, CancellationToken cancellationToken)
    {
        if (row.Attempt < MostLosses) { return false; }
        var (sweep, trial, first) = (row.SweepId, row.Number, row.Attempt - MostLosses + 1);
        var from = (await CheckpointRows.NewestAsync(db, IdOf(row), cancellationToken))?.Step ?? 0;
        return await db.Attempts.CountAsync(
            attempt => attempt.SweepId == sweep && attempt.Trial == trial && attempt.Number >= first && attempt.FromStep == from
                && (attempt.Number == row.Attempt
                    || (attempt.Outcome == AttemptEnd.Lost
                        && (attempt.Reason!.StartsWith(SiloDead) || attempt.Reason.StartsWith(LeaseOver)))),
            cancellationToken) == MostLosses;
    }
}
