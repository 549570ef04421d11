using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>Downloads a corpus and shows the progress on standard error.</summary>
internal static class CorpusFetch
{
    /// <summary>
    /// Downloads a sweep's corpus if it is one that has to be downloaded and is not in the cache yet; otherwise does nothing.
    /// </summary>
    /// <exception cref="Grains.SherlockException">The download failed; the message names alternatives.</exception>
    public static async Task IfMissingAsync(
        CommandContext context, ISweepPreparation preparation, string corpus, CancellationToken cancellationToken)
    {
        if (preparation.MustFetch(corpus))
        {
            context.Say($"Corpus '{corpus}' is not in the data folder yet: downloading it.");
            await RunAsync(context, preparation, corpus, cancellationToken);
        }
    }

    /// <returns>The folder that holds the corpus.</returns>
    /// <exception cref="Grains.SherlockException">The download failed; nothing is left behind.</exception>
    public static async Task<string> RunAsync(
        CommandContext context, ISweepPreparation preparation, string name, CancellationToken cancellationToken)
    {
        var progress = new FetchLines(context);
        try
        {
            return await preparation.FetchCorpusAsync(name, progress, cancellationToken);
        }
        finally
        {
            // Ends the progress line, so that an error does not appear in it.
            progress.End();
        }
    }
}
