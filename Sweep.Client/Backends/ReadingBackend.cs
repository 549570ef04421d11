using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>The backend of the client alone: it reads a data folder and cancels in it, and can neither train nor use what was learned.</summary>
public sealed class ReadingBackend(BackendOptions options) : IBackend
{
    private readonly FolderDatabase _database = new(options.DataFolder);

    /// <inheritdoc/>
    public IWorkbench? Workbench => null;

    /// <inheritdoc/>
    public Task<SweepReader> OpenAsync(CancellationToken cancellationToken) => _database.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public Task UpgradeAsync(CancellationToken cancellationToken) => throw NeedsSilo();

    /// <inheritdoc/>
    public Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken) => throw NeedsSilo();

    /// <inheritdoc/>
    public void RequireFree() => throw NeedsSilo();

    /// <inheritdoc/>
    public Task<SweepSummary> CancelAsync(string sweep, int? trial, CancellationToken cancellationToken) =>
        _database.CancelAsync(sweep, trial, cancellationToken);

    /// <inheritdoc/>
    public string? LogFolder(SweepSummary sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Path.GetFullPath(Path.Combine(options.DataFolder, BackendOptions.LogsFolder, sweep.Folder));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SherlockException NeedsSilo() => new("Training needs Sweep.Silo: give it the same command line.");
}
