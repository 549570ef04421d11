using Sweep.Client.Backends;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Files;
using Sweep.Silo.Trainables;
using Sweep.Silo.Workbench;

namespace Sweep.Silo.Embedded;

/// <summary>What the client's verbs act on when it is Sweep.Silo that is given them.</summary>
internal static class SiloBackends
{
    /// <summary>The user's cluster, with the model of this process to use what was learned there; else the data folder, with the cluster inside.</summary>
    public static IBackend Create(BackendOptions options)
    {
        if (options.Cluster is not { } cluster) { return new EmbeddedBackend(options); }
        var folder = new DataFolder(options.DataFolder);
        var workbench = new ModelWorkbench(folder, new CorpusCache(folder.Corpora), new ClusterCheckpoints(cluster.Database));
        return new ClusterBackend(cluster, ClusterClient.ConnectAsync, TimeProvider.System, workbench, options.Say);
    }
}
