using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>The client's backend over a data folder: it reads and steers, but it cannot train or use trained models.</summary>
public sealed class ReadingBackend : IBackend
{
    private readonly BackendOptions _options;
    private readonly FolderDatabase _database;

    public ReadingBackend(BackendOptions options)
    {
        (_options, _database) = (options, new(options.DataFolder));
        Steering = new FolderSteering(_database, options.Say);
    }

    /// <inheritdoc/>
    public IWorkbench? Workbench => null;

    /// <inheritdoc/>
    public ISteering Steering { get; }

    /// <inheritdoc/>
    public bool HasCluster => false;

    /// <inheritdoc/>
    public Task<ISweepReader> OpenAsync(CancellationToken cancellationToken) => _database.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public Task UpgradeAsync(CancellationToken cancellationToken) => throw NeedsSilo();

    /// <inheritdoc/>
    public Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken) => throw NeedsSilo();

    /// <inheritdoc/>
    public void RequireFree() => throw NeedsSilo();

    /// <inheritdoc/>
    public string? LogFolder(SweepSummary sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Path.GetFullPath(Path.Combine(_options.DataFolder, BackendOptions.LogsFolder, sweep.Folder));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SherlockException NeedsSilo() => new("Training needs Sweep.Silo: give it the same command line.");
}
