using Sweep.Client.Verbs;
using Sweep.Silo.Embedded;
using Sweep.Silo.Serving;

return await CommandLine.RunAsync(args, SiloBackends.Create, CancellationToken.None, new ServeVerb());
