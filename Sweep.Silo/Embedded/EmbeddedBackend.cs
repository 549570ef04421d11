using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Model;
using Sweep.Model.Native;
using Sweep.Silo.Contracts;
using Sweep.Silo.Dashboard;
using Sweep.Silo.Files;
using Sweep.Silo.Hosting;
using Sweep.Silo.Trainables;
using Sweep.Silo.Workbench;

namespace Sweep.Silo.Embedded;

/// <summary>The backend of Sweep.Silo's command line: a data folder, with the cluster and the model inside the process.</summary>
internal sealed class EmbeddedBackend : IBackend, ILocalTraining
{
    private readonly DataFolder _folder;
    private readonly TrainableRegistry _trainables;
    private readonly bool _hasOwn;
    private readonly FolderDatabase _database;
    private readonly Action<string> _say;

    /// <param name="own">The user's trainables. Default: none.</param>
    public EmbeddedBackend(BackendOptions options, TrainableRegistry? own = null)
    {
        _folder = new(options.DataFolder);
        _say = options.Say ?? (_ => { });
        _database = new(_folder.Root);
        var corpora = new CorpusCache(_folder.Corpora);
        _hasOwn = own is { All.Count: > 0 };
        _trainables = BuiltInTrainables.With(own ?? new(), corpora, SteadyTime.OfProcess);
        Workbench = new ModelWorkbench(_folder, corpora, _trainables);
        Steering = new FolderSteering(_database, options.Say, new EmbeddedFiles(_folder));
        Dashboard = new DashboardHost(
            token => SherlockDatabase.OpenAsync(_folder.Database, token), () => FolderLock.IsFree(_folder.Root), Workbench);
    }

    /// <inheritdoc/>
    public IWorkbench Workbench { get; }

    /// <inheritdoc/>
    public ISteering Steering { get; }

    /// <inheritdoc/>
    public ISubmission? Submission => null;

    /// <inheritdoc/>
    public IDashboardHost Dashboard { get; }

    /// <inheritdoc/>
    public ILocalTraining Training => this;

    /// <inheritdoc/>
    public Task<ISweepReader> OpenAsync(CancellationToken cancellationToken) => _database.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(_folder.Database) && FolderLock.IsFree(_folder.Root))
        {
            using var hold = _folder.Hold(TimeProvider.System);
            (await SherlockDatabase.CreateAsync(_folder.Database, cancellationToken)).Dispose();
        }
    }

    /// <inheritdoc/>
    public async Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken)
    {
        try
        {
            // Checked first: without the library every trial would fail, one after the other. A program with trainables of its own may not
            // need it.
            if (!_hasOwn) { LibTorch.Load(); }
        }
        catch (ModelException exception)
        {
            throw new SherlockException(exception.Message, SherlockException.OutOfReach, exception);
        }

        return await EmbeddedCluster.StartAsync(_folder, _trainables, slots, _say, cancellationToken);
    }

    /// <inheritdoc/>
    public void RequireFree() => _folder.Hold(TimeProvider.System).Dispose();

    /// <inheritdoc/>
    public void RequireOwn() => _folder.RequireOwn();

    /// <inheritdoc/>
    public string LogFolder(SweepSummary sweep) => Path.Combine(_folder.Logs, sweep.Folder);

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }
}
