using Sweep.Client.Backends;
using Sweep.Client.Surroundings;

namespace Sweep.Client.Verbs;

/// <summary>Downloads a corpus with its progress on standard error.</summary>
internal static class CorpusFetch
{
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
