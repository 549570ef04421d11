using Sweep.Client.Backends;
using Sweep.Client.Verbs;

return await CommandLine.RunAsync(args, Backend, [], trainer: null, CancellationToken.None);

static IBackend Backend(BackendOptions options) => options.Cluster is { } cluster
    ? new ClusterBackend(cluster, ClusterClient.ConnectAsync, TimeProvider.System, say: options.Say)
    : new ReadingBackend(options);
