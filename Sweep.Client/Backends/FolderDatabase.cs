using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>The database of a data folder. Every backend reads and steers it, whether or not a process trains there.</summary>
public sealed class FolderDatabase(string folder) : IDisposable
{
    private SherlockDatabase? _database;

    /// <summary>Whether no process trains in the folder.</summary>
    internal bool IsFree => FolderLock.IsFree(folder);

    /// <exception cref="SherlockException">The database is missing, out of reach, or of an older or newer version.</exception>
    public async Task<ISweepReader> OpenAsync(CancellationToken cancellationToken) =>
        SweepReader.Over(await DatabaseAsync(cancellationToken), () => FolderLock.IsFree(folder));

    /// <summary>Opens the store of the folder's sweeps for a process that does not train.</summary>
    /// <exception cref="SherlockException">The database is missing, out of reach, or of an older or newer version.</exception>
    internal async Task<SweepStore> StoreAsync(CancellationToken cancellationToken) =>
        SweepStore.Over(await DatabaseAsync(cancellationToken));

    public void Dispose()
    {
        _database?.Dispose();
        _database = null;
    }

    private async Task<SherlockDatabase> DatabaseAsync(CancellationToken cancellationToken) =>
        _database ??= await SherlockDatabase.OpenAsync(Path.Combine(folder, SherlockDatabase.FileName), cancellationToken);
}
