using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// The rows of a trial's checkpoints. Two are kept: the newest, and the best, whose step is that of the trial's best point. While there is
/// no best one, or it is the newest, the second newest is kept. If one of the two turns out to be damaged, the other can be used.
/// </summary>
internal static class CheckpointRows
{
    // Steps count from 1.
    private const long None = 0;

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

    /// <param name="best">The step of the trial's best point; null before the first.</param>
    /// <returns>
    /// False if the checkpoint is older than the newest of its own attempt, because the call is a late repetition. Then nothing was
    /// changed.
    /// </returns>
    public static async Task<bool> KeepAsync(
        SherlockContext db, TrialId trial, int attempt, CheckpointInfo checkpoint, long? best, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await Of(db, trial).AnyAsync(row => row.Attempt == attempt && row.Step > checkpoint.Step, cancellationToken)) { return false; }

        // A row of this step or a later one is from an earlier attempt, and this attempt did not continue from it. The checkpoint that was
        // written last is the valid one. The best one stays all the same: training repeats itself, so it is as good as it was.
        var steps = await Of(db, trial).Where(row => row.Step != checkpoint.Step).Select(row => row.Step).ToListAsync(cancellationToken);
        var other = best is { } step && steps.Contains(step)
            ? step
            : steps.Where(earlier => earlier < checkpoint.Step).DefaultIfEmpty(None).Max();
        await Of(db, trial).Where(row => row.Step != other).ExecuteDeleteAsync(cancellationToken);
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

    /// <summary>What a row says; null without a row.</summary>
    public static CheckpointInfo? Info(CheckpointRecord? row) =>
        row is null ? null : new(row.Step, row.Location, row.Bytes, row.Sha256);

    private static IQueryable<CheckpointRecord> Of(SherlockContext db, TrialId trial)
    {
        var (sweep, number) = (trial.SweepId, trial.Number);
        return db.Checkpoints.Where(row => row.SweepId == sweep && row.Trial == number);
    }
}
