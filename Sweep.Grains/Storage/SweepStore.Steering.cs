using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepStore
{
    private const string ByAPerson = "cancelled";

    /// <summary>
    /// Ends all trials of a sweep that are not final, and the sweep with them, or only one trial. Running slots are told at their next
    /// report.
    /// </summary>
    /// <returns>False if there was nothing left to cancel.</returns>
    /// <exception cref="SherlockException">There is no such sweep or trial.</exception>
    public async Task<bool> CancelAsync(Guid id, SteeringRequest request, CancellationToken cancellationToken) =>
        await OnceAsync("cancel", id, request, async (db, now) =>
        {
            var sweeps = request.Trial is null ? await CancelSweepAsync(db, id, now, cancellationToken) : 0;
            var changed = sweeps + await CancelTrialsAsync(db, id, request.Trial, now, cancellationToken);
            await NoteAsync(db, changed, id, request, EventKind.Cancelled, now, cancellationToken);
            if (changed > 0) { await SweepCompletion.TryAsync(db, id, now, cancellationToken); }
            return changed;
        }, cancellationToken) > 0;

    /// <summary>
    /// Stops assigning trials of a sweep, or one trial. Running slots are told at their next report to write a checkpoint and hand back.
    /// </summary>
    /// <returns>False if there was nothing to pause.</returns>
    /// <exception cref="SherlockException">There is no such sweep or trial.</exception>
    public async Task<bool> PauseAsync(Guid id, SteeringRequest request, CancellationToken cancellationToken) =>
        await OnceAsync("pause", id, request, async (db, now) =>
        {
            var changed = request.Trial is { } trial
                ? await PauseTrialAsync(db, id, trial, cancellationToken)
                : await db.Sweeps.Where(sweep => sweep.Id == id && sweep.Status == SweepStatus.Running)
                    .ExecuteUpdateAsync(set => set.SetProperty(sweep => sweep.Status, SweepStatus.Paused), cancellationToken);
            await NoteAsync(db, changed, id, request, EventKind.Paused, now, cancellationToken);
            return changed;
        }, cancellationToken) > 0;

    /// <summary>
    /// Continues a paused sweep and its paused trials, or one paused trial, also of a sweep that is paused. A trial that was only asked to
    /// pause trains on.
    /// </summary>
    /// <returns>False if there was nothing to resume (it runs, or is final).</returns>
    /// <exception cref="SherlockException">There is no such sweep or trial.</exception>
    public async Task<bool> ResumeAsync(Guid id, SteeringRequest request, CancellationToken cancellationToken) =>
        await OnceAsync("resume", id, request, async (db, now) =>
        {
            var sweeps = request.Trial is { } trial
                ? await ResumeForAsync(db, id, trial, cancellationToken)
                : await ResumeSweepAsync(db.Sweeps.Where(sweep => sweep.Id == id), cancellationToken);
            var changed = sweeps + await ResumeTrialsAsync(db, id, request.Trial, cancellationToken);
            await NoteAsync(db, changed, id, request, EventKind.Resumed, now, cancellationToken);
            return changed;
        }, cancellationToken) > 0;

    /// <summary>
    /// Makes failed trials Pending again, or one failed trial, with a fresh count of failures; a completed sweep runs again.
    /// </summary>
    /// <returns>The number of trials.</returns>
    /// <exception cref="SherlockException">There is no such sweep or trial, or the sweep was cancelled.</exception>
    public Task<int> RetryAsync(Guid id, SteeringRequest request, CancellationToken cancellationToken) =>
        OnceAsync("retry", id, request, async (db, now) =>
        {
            await RequireNotCancelledAsync(db, id, cancellationToken);
            var retried = await RetryTrialsAsync(db, id, request.Trial, cancellationToken);
            db.Changes.RetriedByHand = retried;
            if (retried > 0) { await RunAgainAsync(db, id, cancellationToken); }
            await NoteAsync(db, retried, id, request, EventKind.Retried, now, cancellationToken);
            return retried;
        }, cancellationToken);

    private static Task<int> CancelSweepAsync(SherlockContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Sweeps.Where(sweep => sweep.Id == id && (sweep.Status == SweepStatus.Running || sweep.Status == SweepStatus.Paused))
            .ExecuteUpdateAsync(
                set => set.SetProperty(sweep => sweep.Status, SweepStatus.Cancelled)
                    .SetProperty(sweep => sweep.IsSearching, false)
                    .SetProperty(sweep => sweep.FinishedAt, now),
                cancellationToken);

    private static async Task<int> CancelTrialsAsync(
        SherlockContext db, Guid id, int? trial, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The trials come first: if a trial were assigned between the two statements, its new attempt would not be ended.
        var cancelled = await Trials(db, id, trial)
            .ApplyAsync(
                TrialEvent.Cancel,
                set => set.SetProperty(row => row.Reason, ByAPerson).SetProperty(row => row.FinishedAt, now),
                cancellationToken);
        var attempts = db.Attempts.Where(row => row.SweepId == id && (trial == null || row.Trial == trial))
            .Where(row => db.Trials.Any(
                owner => owner.SweepId == id && owner.Number == row.Trial && owner.Status == TrialStatus.Cancelled));
        if (cancelled > 0) { await EndAttemptsAsync(attempts, AttemptEnd.Cancelled, ByAPerson, now, cancellationToken); }
        return cancelled;
    }

    // One statement: between two of them a slot could hand the trial back, and neither statement would find it.
    private static Task<int> PauseTrialAsync(SherlockContext db, Guid id, int trial, CancellationToken cancellationToken) =>
        Trials(db, id, trial).ApplyAsync(TrialEvent.Pause, also: null, cancellationToken);

    private static Task<int> ResumeSweepAsync(IQueryable<SweepRecord> sweep, CancellationToken cancellationToken) =>
        sweep.Where(row => row.Status == SweepStatus.Paused)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, SweepStatus.Running), cancellationToken);

    /// <summary>
    /// Continues a paused sweep for one of its trials: the others are paused one by one. A sweep that would propose other trials stays
    /// paused.
    /// </summary>
    private static async Task<int> ResumeForAsync(SherlockContext db, Guid id, int trial, CancellationToken cancellationToken)
    {
        var grid = db.Sweeps.Where(row => row.Id == id && !row.IsSearching && row.EarlyStopping == EarlyStopping.None);
        var resumed = await ResumeSweepAsync(grid, cancellationToken);
        if (resumed > 0)
        {
            await db.Trials.Where(row => row.SweepId == id && row.Number != trial)
                .ApplyAsync(TrialEvent.Pause, also: null, cancellationToken);
        }

        return resumed;
    }

    private static Task<int> ResumeTrialsAsync(SherlockContext db, Guid id, int? trial, CancellationToken cancellationToken) =>
        Trials(db, id, trial).ApplyAsync(TrialEvent.Resume, also: null, cancellationToken);

    private static Task<int> RetryTrialsAsync(SherlockContext db, Guid id, int? trial, CancellationToken cancellationToken) =>
        Trials(db, id, trial).ApplyAsync(
            TrialEvent.Retry,
            set => set
                .SetProperty(row => row.Failures, 0)
                .SetProperty(row => row.Reason, (string?)null)
                .SetProperty(row => row.FinishedAt, (DateTimeOffset?)null),
            cancellationToken);

    private static IQueryable<TrialRecord> Trials(SherlockContext db, Guid id, int? trial) =>
        db.Trials.Where(row => row.SweepId == id && (trial == null || row.Number == trial));

    private static Task<int> RunAgainAsync(SherlockContext db, Guid id, CancellationToken cancellationToken) =>
        db.Sweeps.Where(sweep => sweep.Id == id && sweep.Status == SweepStatus.Completed).ExecuteUpdateAsync(
            set => set.SetProperty(sweep => sweep.Status, SweepStatus.Running)
                .SetProperty(sweep => sweep.IsSearching, sweep => sweep.IsSearching || sweep.EarlyStopping == EarlyStopping.Hold)
                .SetProperty(sweep => sweep.FinishedAt, (DateTimeOffset?)null),
            cancellationToken);

    private static async Task RequireNotCancelledAsync(SherlockContext db, Guid id, CancellationToken cancellationToken)
    {
        var cancelled = db.Sweeps.Where(row => row.Id == id && row.Status == SweepStatus.Cancelled).Select(row => row.Folder);
        if (await cancelled.SingleOrDefaultAsync(cancellationToken) is { } folder)
        {
            throw new SherlockException($"'{folder}' was cancelled, which is final: 'submit' (or 'run --new') its grid to train it again.");
        }
    }
}
