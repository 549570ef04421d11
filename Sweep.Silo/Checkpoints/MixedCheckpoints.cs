using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// The checkpoints of a cluster whose silos may keep them in different places. This silo writes to its own store, and reads each checkpoint
/// from the place that has it.
/// </summary>
/// <param name="own">This silo's store.</param>
internal sealed class MixedCheckpoints(ICheckpointStore own, ICheckpointReader files, ICheckpointReader database) : ICheckpointStore
{
    public void Prepare(TrialAssignment assignment) => own.Prepare(assignment);

    public string Location(TrialAssignment assignment, long step) => own.Location(assignment, step);

    public string FullPath(string location) => own.FullPath(location);

    public Task<TrialDecision> KeepAsync(ITrialGrain grain, TrialId trial, TrialReport report) => own.KeepAsync(grain, trial, report);

    public void Tidy(CheckpointInfo kept) => own.Tidy(kept);

    public void Discard(CheckpointInfo checkpoint) => own.Discard(checkpoint);

    public void Release(TrialAssignment assignment) => own.Release(assignment);

    public async Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(trial, newest, cancellationToken);
        if (IsInDatabase(newest)) { return rows; }

        // The folder may have more files than the database knows, or fewer.
        var found = await files.ListAsync(trial, newest, cancellationToken);
        return [.. found.Concat(rows.Where(IsInDatabase)).OrderByDescending(checkpoint => checkpoint.Step)];
    }

    public Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken) =>
        (IsInDatabase(checkpoint) ? database : files).OpenAsync(trial, checkpoint, cancellationToken);

    private static bool IsInDatabase(CheckpointInfo checkpoint) => checkpoint.Location == TrialStore.InDatabase;
}
