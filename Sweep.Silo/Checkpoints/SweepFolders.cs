using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Files;

namespace Sweep.Silo.Checkpoints;

/// <summary>
/// The sweeps' folders of logs and checkpoints: gives each to its sweep, and removes what sweeps that were deleted have left there.
/// </summary>
/// <param name="logs">The folder of all logs.</param>
/// <param name="checkpoints">The folder of all checkpoints; null if the database has them.</param>
/// <param name="isOwn">
/// Whether a folder that no sweep has marked is that of the database's sweep. Not if another database's sweeps may have their files there.
/// </param>
internal sealed class SweepFolders(SweepStore store, string logs, string? checkpoints, bool isOwn)
{
    /// <summary>
    /// Makes sure that a sweep's folder of logs has no files of a deleted sweep that had its name. If the folder cannot be written, what
    /// writes its files says so.
    /// </summary>
    /// <param name="ask">Asks the database, and repeats it if it is away.</param>
    public async Task AdmitLogsAsync(TrialAssignment assignment, AskDatabase ask)
    {
        try
        {
            await AdmitAsync(logs, assignment, ask);
        }
        catch (Exception exception) when (EventFileFolders.IsUnwritable(exception))
        {
            // Logs never end a training, and their next attempt admits the sweep again.
        }
    }

    /// <summary>The same for its folder of checkpoints.</summary>
    public Task AdmitCheckpointsAsync(TrialAssignment assignment, AskDatabase ask) =>
        checkpoints is null ? Task.CompletedTask : AdmitAsync(checkpoints, assignment, ask);

    /// <summary>Removes the files of the sweeps that were deleted since a time, and the checkpoints that were removed since then.</summary>
    /// <returns>The number of bytes that the files had.</returns>
    /// <exception cref="Grains.SherlockException">The database is out of reach, or files cannot be removed.</exception>
    public async Task<long> RemoveAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        string[] roots = checkpoints is null ? [logs] : [logs, checkpoints];
        var bytes = OnDisk.Get(() => roots.Sum(OwnedFolder.RemoveAsides));
        foreach (var gone in await store.DeletedSinceAsync(since, cancellationToken))
        {
            bytes += OnDisk.Get(() => roots.Sum(root => OwnedFolder.Remove(root, gone.Folder, gone.Sweep, isOwn && !gone.IsTaken)));
        }

        if (checkpoints is null) { return bytes; }
        foreach (var sweep in (await store.PrunedSinceAsync(since, cancellationToken)).GroupBy(trial => trial.Sweep))
        {
            bytes += OnDisk.Get(() => RemoveCheckpoints(checkpoints, [.. sweep]));
        }

        return bytes;
    }

    /// <summary>Removes the checkpoints of trials of one sweep, unless its folder may have another sweep's files too.</summary>
    private long RemoveCheckpoints(string root, IReadOnlyList<PrunedTrial> trials)
    {
        var (sweep, folder) = (trials[0].Sweep, trials[0].Folder);
        var owners = OwnedFolder.Owners(EventFileFolders.Sweep(root, folder));
        return (owners.Count == 0 && !isOwn) || owners.Any(owner => owner != sweep)
            ? 0
            : trials.Sum(trial => new CheckpointFolder(root).Remove(folder, trial.Number, trial.Attempt));
    }

    private async Task AdmitAsync(string root, TrialAssignment assignment, AskDatabase ask)
    {
        var folder = EventFileFolders.Sweep(root, assignment.Folder);
        if (OwnedFolder.IsOf(folder, assignment.Trial.SweepId)) { return; }
        var others = OwnedFolder.Owners(folder);
        if (others.Count > 0)
        {
            var gone = await ask(() => store.DeletedAmongAsync(others, CancellationToken.None));
            foreach (var sweep in gone) { OwnedFolder.Remove(root, assignment.Folder, sweep, isOwn: false); }
        }

        OwnedFolder.Sign(folder, assignment.Trial.SweepId);
    }
}

/// <summary>Asks the database, and repeats the question if the database is away.</summary>
internal delegate Task<IReadOnlyList<Guid>> AskDatabase(Func<Task<IReadOnlyList<Guid>>> question);
