using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>Downloads a corpus with its progress on standard error.</summary>
internal static class CorpusFetch
{
    /// <summary>Downloads a sweep's corpus where it is one that is downloaded and is not in the cache yet; else does nothing.</summary>
    /// <exception cref="Grains.SherlockException">Out of reach; the message names other choices.</exception>
    public static async Task IfMissingAsync(World world, IWorkbench workbench, string corpus, CancellationToken cancellationToken)
    {
        if (workbench.MustFetch(corpus))
        {
            world.Say($"Corpus '{corpus}' is not in the data folder yet: downloading it.");
            await RunAsync(world, workbench, corpus, cancellationToken);
        }
    }

    /// <returns>The folder that holds it.</returns>
    /// <exception cref="Grains.SherlockException">Out of reach; nothing is left behind.</exception>
    public static async Task<string> RunAsync(World world, IWorkbench workbench, string name, CancellationToken cancellationToken)
    {
        var progress = new FetchLines(world);
        try
        {
            return await workbench.FetchCorpusAsync(name, progress, cancellationToken);
        }
        finally
        {
            // An error must not be written into the line that counts.
            progress.End();
        }
    }
}
