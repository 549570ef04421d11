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
    public ISubmission? Submission => null;

    /// <inheritdoc/>
    public ILocalTraining? Training => null;

    /// <inheritdoc/>
    public Task<ISweepReader> OpenAsync(CancellationToken cancellationToken) => _database.OpenAsync(cancellationToken);

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
}
