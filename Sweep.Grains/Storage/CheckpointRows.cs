using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// The rows of a trial's checkpoints. The newest two are kept, so that if one turns out to be damaged the other can be used.
/// </summary>
internal static class CheckpointRows
{
    private const int Kept = 2;

    public static async Task<CheckpointInfo?> NewestAsync(SherlockContext db, TrialId trial, CancellationToken cancellationToken) =>
        await Of(db, trial)
            .OrderByDescending(row => row.Step)
            .Select(row => new CheckpointInfo(row.Step, row.Location, row.Bytes, row.Sha256))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>All checkpoints that are kept, newest first.</summary>
    public static async Task<IReadOnlyList<CheckpointInfo>> AllAsync(
        SherlockContext db, TrialId trial, CancellationToken cancellationToken) =>
        await Of(db, trial)
            .OrderByDescending(row => row.Step)
            .Select(row => new CheckpointInfo(row.Step, row.Location, row.Bytes, row.Sha256))
            .ToListAsync(cancellationToken);

    /// <returns>
    /// False if the checkpoint is older than the newest of its own attempt, because the call is a late repetition. Then nothing was
    /// changed.
    /// </returns>
    public static async Task<bool> KeepAsync(
        SherlockContext db, TrialId trial, int attempt, CheckpointInfo checkpoint, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await Of(db, trial).AnyAsync(row => row.Attempt == attempt && row.Step > checkpoint.Step, cancellationToken)) { return false; }

        // A row of this step or a later one is from an earlier attempt, and this attempt did not continue from it. The checkpoint that was
        // written last is the valid one.
        var older = await Of(db, trial).Where(row => row.Step < checkpoint.Step)
            .OrderByDescending(row => row.Step)
            .Select(row => (long?)row.Step)
            .Take(Kept - 1)
            .ToListAsync(cancellationToken);
        var oldest = older.LastOrDefault() ?? checkpoint.Step;
        await Of(db, trial).Where(row => row.Step >= checkpoint.Step || row.Step < oldest).ExecuteDeleteAsync(cancellationToken);
        db.Checkpoints.Add(new()
        {
            SweepId = trial.SweepId,
            Trial = trial.Number,
            Step = checkpoint.Step,
            Attempt = attempt,
            Location = checkpoint.Location,
            Bytes = checkpoint.Bytes,
            Sha256 = checkpoint.Sha256,
            RecordedAt = now,
        });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static IQueryable<CheckpointRecord> Of(SherlockContext db, TrialId trial)
    {
        var (sweep, number) = (trial.SweepId, trial.Number);
        return db.Checkpoints.Where(row => row.SweepId == sweep && row.Trial == number);
    }
}
