using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// Lists checkpoints with what the database says of them, above all their sums, which a folder of files does not have. A file that the
/// database does not know is listed as it is.
/// </summary>
internal sealed class RecordedCheckpointReader(ICheckpointReader reader, ICheckpointBlobs rows) : ICheckpointReader
{
    public async Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken)
    {
        var found = await reader.ListAsync(trial, newest, cancellationToken);
        if (found.All(checkpoint => checkpoint.Sha256 is not null || checkpoint == newest)) { return found; }
        var recorded = (await rows.ListAsync(trial, cancellationToken)).ToDictionary(row => (row.Step, row.Location));
        return [.. found.Select(checkpoint => recorded.GetValueOrDefault((checkpoint.Step, checkpoint.Location), checkpoint))];
    }

    public Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken) =>
        reader.OpenAsync(trial, checkpoint, cancellationToken);
}
