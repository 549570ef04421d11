using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>The database of a data folder as every backend reads it and cancels in it, with or without a process that trains there.</summary>
public sealed class FolderDatabase(string folder) : IDisposable
{
    private SherlockDatabase? _database;

    /// <exception cref="SherlockException">Missing, out of reach, or of an older or newer version.</exception>
    public async Task<SweepReader> OpenAsync(CancellationToken cancellationToken)
    {
        _database ??= await SherlockDatabase.OpenAsync(Path.Combine(folder, SherlockDatabase.FileName), cancellationToken);
        return new(_database.Contexts, () => FolderLock.IsFree(folder));
    }

    /// <summary>Cancels a sweep, or one trial of it.</summary>
    /// <exception cref="SherlockException">There is no such sweep or trial.</exception>
    public async Task<SweepSummary> CancelAsync(string sweep, int? trial, CancellationToken cancellationToken)
    {
        var reader = await OpenAsync(cancellationToken);
        var found = await reader.FindAsync(sweep, cancellationToken);
        await SweepStore.Over(_database!.Contexts, TimeProvider.System).CancelAsync(found.Id, SteeringRequest.New(trial), cancellationToken);
        return await reader.SummaryAsync(found.Id, cancellationToken);
    }

    public void Dispose()
    {
        _database?.Dispose();
        _database = null;
    }
}
