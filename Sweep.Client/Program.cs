using Sweep.Client.Backends;
using Sweep.Client.Verbs;
using Sweep.Grains.Sweeps;

return await CommandLine.RunAsync(args, Backend, [LanguageModelParameters.Schema], CancellationToken.None);

static IBackend Backend(BackendOptions options) => options.Cluster is { } cluster
    ? new ClusterBackend(cluster, ClusterClient.ConnectAsync, TimeProvider.System, say: options.Say)
    : new ReadingBackend(options);
