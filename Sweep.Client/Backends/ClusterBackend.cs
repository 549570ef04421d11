using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>
/// A cluster of silos over a shared database. It is read from the database, with or without a live silo, and steered through the sweeps'
/// grains.
/// </summary>
public sealed class ClusterBackend : IBackend
{
    private readonly ClusterAddress _address;
    private readonly RetryingCaller _caller;
    private SherlockDatabase? _database;

    /// <param name="workbench">The trainer's side; null if the program has none.</param>
    /// <param name="say">Receives a line for the user when a silo does not answer at once.</param>
    public ClusterBackend(
        ClusterAddress address, ClusterConnector connect, TimeProvider time, IWorkbench? workbench = null, Action<string>? say = null)
    {
        (_address, Workbench) = (address, workbench);
        _caller = new(async token => await connect(await DatabaseAsync(token), address, token), address.Id, time, say);
        Steering = new ClusterSteering(_caller);
    }

    /// <inheritdoc/>
    public IWorkbench? Workbench { get; }

    /// <inheritdoc/>
    public ISteering Steering { get; }

    /// <inheritdoc/>
    public bool HasCluster => true;

    /// <inheritdoc/>
    public async Task<ISweepReader> OpenAsync(CancellationToken cancellationToken) =>
        SweepReader.Over(await DatabaseAsync(cancellationToken));

    /// <inheritdoc/>
    public Task UpgradeAsync(CancellationToken cancellationToken) => throw TrainsElsewhere();

    /// <inheritdoc/>
    public Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken) => throw TrainsElsewhere();

    /// <inheritdoc/>
    public void RequireFree() => throw TrainsElsewhere();

    /// <inheritdoc/>
    public string? LogFolder(SweepSummary sweep) => null;

    public async ValueTask DisposeAsync()
    {
        await _caller.DisposeAsync();
        _database?.Dispose();
    }

    private async Task<SherlockDatabase> DatabaseAsync(CancellationToken cancellationToken) =>
        _database ??= await SherlockDatabase.OpenAsync(_address.Database, cancellationToken);

    private static SherlockException TrainsElsewhere() => new("In a cluster its silos train, not this process: 'submit GRID'.");
}
