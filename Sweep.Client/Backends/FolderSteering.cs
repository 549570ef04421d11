using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>
/// Steers the sweeps in the database of a data folder with the same conditional updates as a sweep's grain. If another process trains
/// there, cancelling and pausing reach it, because its slots learn of them at their next report. Steps that create new work are allowed
/// only if no process holds the folder; the new work waits until a user resumes the sweep.
/// </summary>
public sealed class FolderSteering(FolderDatabase database) : ISteering
{
    /// <inheritdoc/>
    public Task SubmitAsync(Guid sweep, SweepSpec spec, int priority, CancellationToken cancellationToken) =>
        throw new SherlockException(
            "A data folder has no silos to submit to: name a cluster's database with --database, or train here with 'run GRID'.");

    /// <inheritdoc/>
    public async Task CancelAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        await (await database.StoreAsync(cancellationToken)).CancelAsync(sweep, request, cancellationToken);

    /// <inheritdoc/>
    public async Task PauseAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        await (await database.StoreAsync(cancellationToken)).PauseAsync(sweep, request, cancellationToken);

    /// <inheritdoc/>
    public async Task ResumeAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken)
    {
        database.RequireFree();
        await (await database.StoreAsync(cancellationToken)).ResumeAsync(sweep, request, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> RetryAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken)
    {
        database.RequireFree();
        return await (await database.StoreAsync(cancellationToken)).RetryAsync(sweep, request, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> ExtendAsync(Guid sweep, SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken)
    {
        database.RequireFree();
        return await (await database.StoreAsync(cancellationToken)).ExtendAsync(sweep, request, spec, cancellationToken);
    }
}
