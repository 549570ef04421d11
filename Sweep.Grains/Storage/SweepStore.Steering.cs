using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    private const string ByAPerson = "cancelled";
    private const string SiloLost = "its silo stopped without handing it back";

    /// <summary>
    /// Ends all trials of a sweep that are not final and the sweep with them, or one trial alone. Running slots are told at their
    /// next report.
    /// </summary>
    /// <returns>False if there was nothing left to cancel.</returns>
    /// <exception cref="SherlockException">There is no such sweep or trial.</exception>
    public Task<bool> CancelAsync(Guid id, SteeringRequest request, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            async db =>
            {
                var trial = request.Trial;
                await RequireAsync(db, id, trial, cancellationToken);
                var now = _clock.GetUtcNow();
                var sweeps = trial is null ? await CancelSweepAsync(db, id, now, cancellationToken) : 0;
                var trials = await CancelTrialsAsync(db, id, trial, now, cancellationToken);
                if (sweeps + trials == 0) { return false; }
                await NoteAsync(db, id, trial, EventKind.Cancelled, now, cancellationToken);
                await SweepCompletion.TryAsync(db, id, now, cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Goes on with a paused sweep and its paused trials.</summary>
    /// <returns>False if there was nothing to resume (it runs, or is final).</returns>
    /// <exception cref="SherlockException">There is no such sweep.</exception>
    public Task<bool> ResumeAsync(Guid id, SteeringRequest request, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            async db =>
            {
                await RequireAsync(db, id, null, cancellationToken);
                var sweeps = await db.Sweeps.Where(sweep => sweep.Id == id && sweep.Status == SweepStatus.Paused)
                    .ExecuteUpdateAsync(set => set.SetProperty(sweep => sweep.Status, SweepStatus.Running), cancellationToken);
                var trials = await db.Trials.Where(row => row.SweepId == id && row.Status == TrialStatus.Paused)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, TrialStatus.Pending), cancellationToken);
                if (sweeps + trials == 0) { return false; }
                await NoteAsync(db, id, null, EventKind.Resumed, _clock.GetUtcNow(), cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// Claims nothing more of a sweep, or of one trial; running slots are told at their next report to write a checkpoint and hand back.
    /// </summary>
    /// <returns>False if there was nothing to pause.</returns>
    /// <exception cref="SherlockException">There is no such sweep or trial.</exception>
    public Task<bool> PauseAsync(Guid id, SteeringRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Makes failed trials Pending again, with a fresh count of failures; a completed sweep runs again.</summary>
    /// <returns>How many.</returns>
    public Task<int> RetryAsync(Guid id, SteeringRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Adds the combinations of another grid that the sweep lacks; a completed sweep runs again.</summary>
    /// <returns>How many.</returns>
    public Task<int> ExtendAsync(Guid id, SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>
    /// Pauses every unfinished sweep but one: a process that trains one sweep by itself leaves the interrupted ones alone until somebody
    /// resumes them.
    /// </summary>
    /// <param name="keep">The sweep to leave as it is; null pauses all.</param>
    /// <returns>How many sweeps were paused.</returns>
    public Task<int> PauseOthersAsync(Guid? keep, CancellationToken cancellationToken) =>
        _session.WriteAsync(
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
    /// Takes back every trial that is still marked Running: for a process that has just taken hold of the data folder, where no slot can be
    /// training. Their attempts end as lost, which does not count against them.
    /// </summary>
    /// <returns>How many trials went back to Pending.</returns>
    public Task<int> RecoverOrphansAsync(CancellationToken cancellationToken) =>
        _session.WriteAsync(
            async db =>
            {
                var now = _clock.GetUtcNow();
                var orphans = db.Trials.Where(row => row.Status == TrialStatus.Running);
                foreach (var (sweep, number) in await KeysAsync(orphans, cancellationToken))
                {
                    db.Events.Add(new() { Time = now, SweepId = sweep, Trial = number, Kind = EventKind.Lost, Text = SiloLost });
                }

                await EndAsync(db.Attempts, AttemptEnd.Lost, SiloLost, now, cancellationToken);
                var recovered = await orphans.ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Status, TrialStatus.Pending), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return recovered;
            },
            cancellationToken);

    private static Task<List<TrialId>> KeysAsync(IQueryable<TrialRecord> trials, CancellationToken cancellationToken) =>
        trials.Select(row => new TrialId(row.SweepId, row.Number)).ToListAsync(cancellationToken);

    private static Task<int> CancelSweepAsync(SherlockContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Sweeps.Where(sweep => sweep.Id == id && (sweep.Status == SweepStatus.Running || sweep.Status == SweepStatus.Paused))
            .ExecuteUpdateAsync(
                set => set.SetProperty(sweep => sweep.Status, SweepStatus.Cancelled).SetProperty(sweep => sweep.FinishedAt, now),
                cancellationToken);

    private static async Task<int> CancelTrialsAsync(
        SherlockContext db, Guid id, int? trial, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var attempts = db.Attempts.Where(row => row.SweepId == id && (trial == null || row.Trial == trial));
        await EndAsync(attempts, AttemptEnd.Cancelled, ByAPerson, now, cancellationToken);
        return await db.Trials
            .Where(row => row.SweepId == id && (trial == null || row.Number == trial))
            .Where(row => row.Status == TrialStatus.Pending || row.Status == TrialStatus.Running || row.Status == TrialStatus.Paused)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Status, TrialStatus.Cancelled)
                    .SetProperty(row => row.Reason, ByAPerson)
                    .SetProperty(row => row.FinishedAt, now),
                cancellationToken);
    }

    private static Task<int> EndAsync(
        IQueryable<AttemptRecord> attempts, AttemptEnd end, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        attempts.Where(row => row.Outcome == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Outcome, end).SetProperty(row => row.Reason, reason).SetProperty(row => row.EndedAt, now),
            cancellationToken);

    private static async Task NoteAsync(
        SherlockContext db, Guid id, int? trial, EventKind kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.Events.Add(new() { Time = now, SweepId = id, Trial = trial, Kind = kind });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task RequireAsync(SherlockContext db, Guid id, int? trial, CancellationToken cancellationToken)
    {
        if (!await db.Sweeps.AnyAsync(sweep => sweep.Id == id, cancellationToken))
        {
            throw new SherlockException($"There is no sweep with the id {id:n}: 'list' shows those that there are.");
        }

        if (trial is { } number && !await db.Trials.AnyAsync(row => row.SweepId == id && row.Number == number, cancellationToken))
        {
            var count = await db.Trials.CountAsync(row => row.SweepId == id, cancellationToken);
            throw new SherlockException($"The sweep has no trial {number}: its trials are numbered from 1 to {count}.");
        }
    }
}
