using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.Dashboard;
using Sweep.Silo.Files;
using Sweep.Silo.Trainables;
using Sweep.Silo.Workbench;

namespace Sweep.Silo.Embedded;

/// <summary>Chooses the backend for the client's verbs when they are given to Sweep.Silo.</summary>
/// <param name="own">The user's trainables.</param>
internal sealed class SiloBackends(TrainableRegistry own)
{
    /// <summary>What sweep files can name.</summary>
    public IReadOnlyList<TrainableSchema> Schemas => BuiltInTrainables.Schemas.Concat(own.Schemas).NewestFirst();

    /// <summary>
    /// Returns the user's cluster if one is configured, with this process's model to use its checkpoints; else the data folder, with the
    /// cluster inside this process.
    /// </summary>
    public IBackend Create(BackendOptions options)
    {
        if (options.Cluster is not { } cluster) { return new EmbeddedBackend(options, own); }
        var folder = new DataFolder(options.DataFolder);
        var corpora = new CorpusCache(folder.Corpora);
        var workbench = new ModelWorkbench(
            folder, corpora, BuiltInTrainables.With(own, corpora, TimeProvider.System), new ClusterCheckpoints(cluster.Database));
        var dashboard = new DashboardHost(token => SherlockDatabase.OpenAsync(cluster.Database, token), isFree: null, workbench);
        return new ClusterBackend(cluster, ClusterClient.ConnectAsync, TimeProvider.System, workbench, options.Say, dashboard);
    }
}
