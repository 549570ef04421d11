using Sweep.Client;
using Sweep.Client.Backends;
using Sweep.Grains;

return await CommandLine.RunAsync(
    args,
    options => new ReadingBackend(options, (path, _) => throw new SherlockException($"No reader for '{path}' yet.", SherlockException.OutOfReach)),
    CancellationToken.None);
