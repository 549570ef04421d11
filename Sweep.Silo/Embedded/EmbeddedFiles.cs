using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Files;

namespace Sweep.Silo.Embedded;

/// <summary>The files of a data folder in which no process trains.</summary>
internal sealed class EmbeddedFiles(DataFolder folder) : ISweepFiles
{
    /// <inheritdoc/>
    public Task<long> RemoveAsync(SweepStore store, CancellationToken cancellationToken) =>
        new SweepFolders(store, folder.Logs, folder.Checkpoints, isOwn: true).RemoveAsync(DateTimeOffset.MinValue, cancellationToken);
}
