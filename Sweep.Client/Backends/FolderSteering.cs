using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>
/// Steers the sweeps in the database of a data folder with the same conditional updates as a sweep's grain. If another process trains
/// there, cancelling and pausing reach it, because its slots learn of them at their next report, and its queue finds new work within some
/// seconds. If no process trains there, new work waits until a user resumes the sweep. If another program holds the database's lock, each
/// step is retried for a while.
/// </summary>
/// <param name="say">Prints a line if that happens; null prints nothing.</param>
/// <param name="files">Removes files of sweeps; null leaves that to the next process that trains in the folder.</param>
public sealed class FolderSteering(FolderDatabase database, Action<string>? say, ISweepFiles? files = null) : ISteering
{
    private readonly DatabaseRetry _retry = new(TimeProvider.System, say ?? (_ => { }), DatabaseRetry.OfSteering);

    /// <inheritdoc/>
    public Task CancelAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        DoAsync((store, token) => store.CancelAsync(sweep, request, token), cancellationToken);

    /// <inheritdoc/>
    public Task PauseAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        DoAsync((store, token) => store.PauseAsync(sweep, request, token), cancellationToken);

    /// <inheritdoc/>
    public Task ResumeAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        DoAsync((store, token) => store.ResumeAsync(sweep, request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<int> RetryAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        DoAsync((store, token) => store.RetryAsync(sweep, request, token), cancellationToken);

    /// <inheritdoc/>
    public Task PrioritizeAsync(Guid sweep, SteeringRequest request, int priority, CancellationToken cancellationToken) =>
        DoAsync((store, token) => store.PrioritizeAsync(sweep, request, priority, token), cancellationToken);

    /// <inheritdoc/>
    public async Task<DeletedSweep> DeleteAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken)
    {
        var isAbandoned = database.IsFree;
        var deleted = await DoAsync((store, token) => store.MarkDeletedAsync(sweep, request, isAbandoned, token), cancellationToken);
        await DoAsync((store, token) => store.RemoveDeletedAsync(sweep, TimeSpan.MaxValue, token), cancellationToken);
        return await RemoveFilesAsync(cancellationToken) is { } bytes ? deleted with { Bytes = bytes, AreFilesGone = true } : deleted;
    }

    /// <inheritdoc/>
    public async Task<int> PruneAsync(Guid sweep, SteeringRequest request, int keep, CancellationToken cancellationToken)
    {
        var pruned = await DoAsync((store, token) => store.PruneAsync(sweep, request, keep, token), cancellationToken);
        await RemoveFilesAsync(cancellationToken);
        return pruned;
    }

    /// <inheritdoc/>
    public Task<int> ExtendAsync(Guid sweep, SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken) =>
        DoAsync((store, token) => store.ExtendAsync(sweep, request, spec, token), cancellationToken);

    /// <inheritdoc/>
    public Task ExtendSearchAsync(Guid sweep, SteeringRequest request, SearchBudget more, CancellationToken cancellationToken) =>
        DoAsync((store, token) => store.ExtendSearchAsync(sweep, request, more, token), cancellationToken);

    /// <summary>Removes files that belong to nothing any more. A process that trains in the folder does that by itself.</summary>
    /// <returns>The number of bytes that the files had; null if another process removes them.</returns>
    private async Task<long?> RemoveFilesAsync(CancellationToken cancellationToken) => files is not null && database.IsFree
        ? await DoAsync(files.RemoveAsync, cancellationToken)
        : null;

    // A step that was taken, and whose answer was lost, is not taken twice: it carries its request.
    private Task<T> DoAsync<T>(Func<SweepStore, CancellationToken, Task<T>> step, CancellationToken cancellationToken) =>
        _retry.TryAsync(async token => await step(await database.StoreAsync(token), token), cancellationToken);
}
