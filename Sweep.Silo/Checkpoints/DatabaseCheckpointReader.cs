using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;

namespace Sweep.Silo.Checkpoints;

/// <summary>Fetches checkpoints from the database. Each becomes a file that is removed after it is read.</summary>
/// <param name="folder">The folder of those files.</param>
internal sealed class DatabaseCheckpointReader(ICheckpointBlobs blobs, string folder) : ICheckpointReader
{
    public async Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken)
    {
        var all = await blobs.ListAsync(trial, cancellationToken);
        return [.. all.Where(checkpoint => checkpoint.Step <= newest.Step).OrderByDescending(checkpoint => checkpoint.Step)];
    }

    /// <exception cref="UnusableCheckpointException">The checkpoint is a file of other silos, or it is incomplete.</exception>
    public async Task<CheckpointFile> OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken)
    {
        if (checkpoint.Location != TrialStore.InDatabase)
        {
            throw new UnusableCheckpointException(
                $"The checkpoint of step {checkpoint.Step} is not in the database, but a file of silos with --checkpoints folder:PATH: "
                + $"'{checkpoint.Location}'.");
        }

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"fetched-{Guid.NewGuid():n}.safetensors");
        try
        {
            await FetchAsync(trial, checkpoint, path, cancellationToken);
            return new(path, isCopy: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private async Task FetchAsync(TrialId trial, CheckpointInfo checkpoint, string path, CancellationToken cancellationToken)
    {
        await using var file = new FetchedFile(path);
        await blobs.ReadAsync(trial, checkpoint.Step, file, cancellationToken);
        if (file.Length != checkpoint.Bytes)
        {
            throw new UnusableCheckpointException(
                $"The checkpoint of step {checkpoint.Step} is not whole in the database: "
                + $"it has {file.Length} bytes of {checkpoint.Bytes}.");
        }
    }
}
