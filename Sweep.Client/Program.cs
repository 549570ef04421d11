using Sweep.Client;
using Sweep.Client.Backends;

return await CommandLine.RunAsync(args, options => new ReadingBackend(options), CancellationToken.None);
