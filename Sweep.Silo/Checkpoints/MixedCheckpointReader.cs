using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// Reads the checkpoints of a cluster whose silos may keep them in different places: each from the place that has it.
/// </summary>
internal sealed class MixedCheckpointReader(ICheckpointReader files, ICheckpointReader database) : ICheckpointReader
{
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
