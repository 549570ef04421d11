using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// Reads a cluster's checkpoints from its database, for a program outside the cluster: its machine does not need the files.
/// </summary>
internal sealed class ClusterCheckpoints(DatabaseLocation location) : ICheckpointReader
{
    /// <exception cref="SherlockException">The database is out of reach.</exception>
    public async Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken)
    {
        using var database = await SherlockDatabase.OpenAsync(location, cancellationToken);
        return await ReaderOf(database).ListAsync(trial, newest, cancellationToken);
    }

    /// <inheritdoc cref="DatabaseCheckpointReader.OpenAsync"/>
    /// <exception cref="SherlockException">The database is out of reach.</exception>
    public async Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken)
    {
        using var database = await SherlockDatabase.OpenAsync(location, cancellationToken);
        return await ReaderOf(database).OpenAsync(trial, checkpoint, cancellationToken);
    }

    private static DatabaseCheckpointReader ReaderOf(SherlockDatabase database) =>
        new(new TrialStoreBlobs(TrialStore.Over(database)), Path.GetTempPath());
}
