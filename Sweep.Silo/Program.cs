using Sweep.Client;
using Sweep.Silo.Embedded;
using Sweep.Silo.Serving;

return await CommandLine.RunAsync(args, SiloBackends.Create, CancellationToken.None, new ServeVerb());
