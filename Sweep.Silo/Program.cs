using Sweep.Client;
using Sweep.Silo.Embedded;
using Sweep.Silo.Serving;

return await CommandLine.RunAsync(args, options => new EmbeddedBackend(options), CancellationToken.None, new ServeVerb());
