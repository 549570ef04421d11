using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

// Operations of a process that holds a data folder alone.
public sealed partial class SweepStore
{
    private const string SiloLost = "its silo stopped without handing it back";

    /// <summary>
    /// Pauses every unfinished sweep except one: a process that trains one sweep leaves interrupted ones alone until a user resumes them.
    /// </summary>
    /// <param name="keep">The sweep to leave as it is; null pauses all.</param>
    /// <returns>How many sweeps were paused.</returns>
    public Task<int> PauseOthersAsync(Guid? keep, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Recover,
            async db =>
            {
                var now = _clock.GetUtcNow();
                var others = db.Sweeps.Where(sweep => sweep.Status == SweepStatus.Running && sweep.Id != keep);
                foreach (var id in await others.Select(sweep => sweep.Id).ToListAsync(cancellationToken))
                {
                    db.Events.Add(new() { Time = now, SweepId = id, Kind = EventKind.Paused });
                }

                var paused = await others.ExecuteUpdateAsync(
                    set => set.SetProperty(sweep => sweep.Status, SweepStatus.Paused), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return paused;
            },
            cancellationToken);

    /// <summary>
    /// Takes back every trial that is still marked Running. It is for a process that has just locked the data folder, in which no slot can
    /// be training. The attempts end as lost, which does not count against the trials. A trial that a user wanted paused becomes Paused,
    /// and the others Pending.
    /// </summary>
    /// <returns>How many trials were taken back.</returns>
    public Task<int> RecoverOrphansAsync(CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Recover,
            async db =>
            {
                var now = _clock.GetUtcNow();
                var orphans = db.Trials.WhereChangedBy(TrialEvent.HandBack);
                foreach (var (sweep, number) in await KeysAsync(orphans, cancellationToken))
                {
                    db.Events.Add(new() { Time = now, SweepId = sweep, Trial = number, Kind = EventKind.Lost, Text = SiloLost });
                }

                await EndAttemptsAsync(db.Attempts, AttemptEnd.Lost, SiloLost, now, cancellationToken);
                var recovered = await orphans.ApplyAsync(TrialEvent.HandBack, also: null, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return recovered;
            },
            cancellationToken);

    private static Task<List<TrialId>> KeysAsync(IQueryable<TrialRecord> trials, CancellationToken cancellationToken) =>
        trials.Select(row => new TrialId(row.SweepId, row.Number)).ToListAsync(cancellationToken);

    /// <summary>Ends those of the attempts that have not ended.</summary>
    internal static Task<int> EndAttemptsAsync(
        IQueryable<AttemptRecord> attempts, AttemptEnd end, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        attempts.Where(row => row.Outcome == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Outcome, end).SetProperty(row => row.Reason, reason).SetProperty(row => row.EndedAt, now),
            cancellationToken);
}
