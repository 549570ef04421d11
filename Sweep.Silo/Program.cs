using Sweep.Client;
using Sweep.Silo.Embedded;

return await CommandLine.RunAsync(args, options => new EmbeddedBackend(options), CancellationToken.None);
