using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>Ends an attempt as its slot says. A failed trial goes back to Pending until <see cref="MostFailures"/> attempts have failed.</summary>
    /// <returns>The trial's new status; null if the attempt was over, and nothing was changed.</returns>
    /// <exception cref="ArgumentException">A slot cannot end a trial so.</exception>
    public Task<TrialStatus?> FinishAsync(TrialId id, int attempt, TrialOutcome outcome, CancellationToken cancellationToken)
    {
        _ = EndOf(outcome.Status);
        return _session.WriteAsync(db => FinishAsync(db, id, attempt, outcome, cancellationToken), cancellationToken);
    }

    /// <summary>Gives a trial back because its slot stops; not counted as a failure.</summary>
    /// <returns>False if the attempt was over, and nothing was changed.</returns>
    public Task<bool> HandBackAsync(TrialId id, int attempt, string? reason, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            async db =>
            {
                var now = _clock.GetUtcNow();
                var changed = await PendingAgainAsync(Running(db, id, attempt), failures: 0, cancellationToken);
                if (!changed) { return false; }
                await NoteEndAsync(db, id, attempt, AttemptEnd.HandedBack, EventKind.HandedBack, reason, now, cancellationToken);
                return true;
            },
            cancellationToken);

    private async Task<TrialStatus?> FinishAsync(
        SherlockContext db, TrialId id, int attempt, TrialOutcome outcome, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var end = EndOf(outcome.Status);
        if (outcome.Status is TrialStatus.Failed
            && await PendingAgainAsync(
                Running(db, id, attempt).Where(trial => trial.Failures + 1 < MostFailures), failures: 1, cancellationToken))
        {
            await NoteEndAsync(db, id, attempt, end, EventKind.Retried, outcome.Reason, now, cancellationToken);
            return TrialStatus.Pending;
        }

        if (!await EndAsync(db, id, attempt, outcome, now, cancellationToken)) { return null; }
        await NoteEndAsync(db, id, attempt, end, Enum.Parse<EventKind>(end.ToString()), outcome.Reason, now, cancellationToken);
        await SweepCompletion.TryAsync(db, id.SweepId, now, cancellationToken);
        return outcome.Status;
    }

    private static async Task<bool> EndAsync(
        SherlockContext db, TrialId id, int attempt, TrialOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var running = Running(db, id, attempt);
        var time = await running.Select(trial => new { trial.Seconds, trial.ReportedAt }).SingleOrDefaultAsync(cancellationToken);
        var seconds = time is null ? 0 : time.Seconds + TrialProgress.Elapsed(time.ReportedAt, now);
        var failures = outcome.Status is TrialStatus.Failed ? 1 : 0;
        return await running.ExecuteUpdateAsync(
            set => set
                .SetProperty(trial => trial.Status, outcome.Status)
                .SetProperty(trial => trial.Failures, trial => trial.Failures + failures)
                .SetProperty(trial => trial.Reason, outcome.Reason)
                .SetProperty(trial => trial.WeightsHash, outcome.WeightsHash)
                .SetProperty(trial => trial.Seconds, seconds)
                .SetProperty(trial => trial.FinishedAt, now),
            cancellationToken) == 1;
    }

    private static async Task<bool> PendingAgainAsync(IQueryable<TrialRecord> running, int failures, CancellationToken cancellationToken) =>
        await running.ExecuteUpdateAsync(
            set => set
                .SetProperty(trial => trial.Status, TrialStatus.Pending)
                .SetProperty(trial => trial.Failures, trial => trial.Failures + failures),
            cancellationToken) == 1;

    private static async Task NoteEndAsync(
        SherlockContext db, TrialId id, int attempt, AttemptEnd end, EventKind kind, string? reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (sweep, number) = (id.SweepId, id.Number);
        await db.Attempts.Where(row => row.SweepId == sweep && row.Trial == number && row.Number == attempt && row.Outcome == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Outcome, end)
                    .SetProperty(row => row.Reason, reason)
                    .SetProperty(row => row.EndedAt, now),
                cancellationToken);
        db.Events.Add(new() { Time = now, SweepId = sweep, Trial = number, Kind = kind, Text = reason });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static AttemptEnd EndOf(TrialStatus status) => status switch
    {
        TrialStatus.Completed => AttemptEnd.Completed,
        TrialStatus.Pruned => AttemptEnd.Pruned,
        TrialStatus.Diverged => AttemptEnd.Diverged,
        TrialStatus.Failed => AttemptEnd.Failed,
        _ => throw new ArgumentException($"An attempt ends as Completed, Pruned, Diverged or Failed, not as {status}.", nameof(status)),
    };
}
