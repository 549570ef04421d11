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
    private readonly ClusterSteering _steering;
    private SherlockDatabase? _database;

    /// <param name="workbench">The trainer's side; null if the program has none.</param>
    /// <param name="say">Receives a line for the user when a silo does not answer at once.</param>
    /// <param name="dashboard">Serves the dashboard; null if the program has no HTTP server.</param>
    public ClusterBackend(
        ClusterAddress address, ClusterConnector connect, TimeProvider time, IWorkbench? workbench = null, Action<string>? say = null,
        IDashboardHost? dashboard = null)
    {
        (_address, Workbench, Dashboard) = (address, workbench, dashboard);
        _caller = new(async token => await connect(await DatabaseAsync(token), address, token), address.Id, time, say);
        _steering = new(_caller);
    }

    /// <inheritdoc/>
    public IWorkbench? Workbench { get; }

    /// <inheritdoc/>
    public ISteering Steering => _steering;

    /// <inheritdoc/>
    public ISubmission Submission => _steering;

    /// <inheritdoc/>
    public ILocalTraining? Training => null;

    /// <inheritdoc/>
    public IDashboardHost? Dashboard { get; }

    /// <inheritdoc/>
    public async Task<ISweepReader> OpenAsync(CancellationToken cancellationToken) =>
        SweepReader.Over(await DatabaseAsync(cancellationToken));

    /// <inheritdoc/>
    public string? LogFolder(SweepSummary sweep) => null;

    public async ValueTask DisposeAsync()
    {
        await _caller.DisposeAsync();
        _database?.Dispose();
    }

    private async Task<SherlockDatabase> DatabaseAsync(CancellationToken cancellationToken) =>
        _database ??= await SherlockDatabase.OpenAsync(_address.Database, cancellationToken);
}
