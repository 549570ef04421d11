using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Silo.Training;
using Sweep.Silo.Workbench;

namespace Sweep.Silo.Embedded;

/// <summary>The backend of Sweep.Silo's command line: a data folder, with the cluster and the model inside the process.</summary>
internal sealed class EmbeddedBackend : IBackend
{
    private readonly DataFolder _folder;
    private readonly CorpusCache _corpora;
    private SherlockDatabase? _database;

    public EmbeddedBackend(BackendOptions options)
    {
        _folder = new(options.DataFolder);
        _corpora = new(_folder.Corpora);
        Workbench = new ModelWorkbench(_folder, _corpora);
    }

    /// <inheritdoc/>
    public IWorkbench Workbench { get; }

    /// <inheritdoc/>
    public async Task<SweepReader> OpenAsync(CancellationToken cancellationToken)
    {
        _database ??= await SherlockDatabase.OpenAsync(_folder.Database, cancellationToken);
        return new(_database.Contexts);
    }

    /// <inheritdoc/>
    public async Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken) =>
        await EmbeddedCluster.StartAsync(_folder, _corpora, slots, cancellationToken);

    /// <inheritdoc/>
    public void RequireFree() => _folder.Hold(TimeProvider.System).Dispose();

    /// <inheritdoc/>
    public async Task<SweepSummary> CancelAsync(string sweep, int? trial, CancellationToken cancellationToken)
    {
        var reader = await OpenAsync(cancellationToken);
        var summary = await reader.FindAsync(sweep, cancellationToken);
        await SweepStore.Over(_database!.Contexts, TimeProvider.System).CancelAsync(summary.Id, trial, cancellationToken);
        return await reader.FindAsync(summary.Id.ToString("n"), cancellationToken);
    }

    /// <inheritdoc/>
    public string LogFolder(SweepSummary sweep) => Path.Combine(_folder.Logs, sweep.Folder);

    public ValueTask DisposeAsync()
    {
        _database?.Dispose();
        return ValueTask.CompletedTask;
    }
}
