using Microsoft.Extensions.DependencyInjection;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>The backend of the client alone: it reads a data folder and cancels in it, and can neither train nor use what was learned.</summary>
public sealed class ReadingBackend(BackendOptions options) : IBackend
{
    private SherlockDatabase? _database;

    /// <inheritdoc/>
    public IWorkbench? Workbench => null;

    /// <inheritdoc/>
    public async Task<SweepReader> OpenAsync(CancellationToken cancellationToken)
    {
        _database ??= await SherlockDatabase.OpenAsync(options.DatabasePath, cancellationToken);
        return new(_database.Contexts);
    }

    /// <inheritdoc/>
    public Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken) => throw NeedsSilo();

    /// <inheritdoc/>
    public void RequireFree() => throw NeedsSilo();

    /// <inheritdoc/>
    public async Task<SweepSummary> CancelAsync(string sweep, int? trial, CancellationToken cancellationToken)
    {
        var reader = await OpenAsync(cancellationToken);
        var found = await reader.FindAsync(sweep, cancellationToken);
        await using var services = new ServiceCollection().AddSherlockStorage(options.DatabasePath).BuildServiceProvider();
        await services.GetRequiredService<SweepStore>().CancelAsync(found.Id, trial, cancellationToken);
        return await reader.FindAsync(found.Id.ToString("n"), cancellationToken);
    }

    /// <inheritdoc/>
    public string? LogFolder(SweepSummary sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Path.GetFullPath(Path.Combine(options.DataFolder, BackendOptions.LogsFolder, sweep.Folder));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _database?.Dispose();
        _database = null;
        return ValueTask.CompletedTask;
    }

    private static SherlockException NeedsSilo() => new("Training needs Sweep.Silo: give it the same command line.");
}
