using Sweep.Grains;
using Sweep.Model;
using Sweep.Silo.Files;

namespace Sweep.Silo.Trainables;

/// <summary>
/// Downloads a known corpus when a trial of this silo needs it and it is not in the data folder. Trials that need it at the same time wait
/// for one download. If a download fails, the next trial tries again.
/// </summary>
/// <param name="fetch">Downloads the corpus with a given name into a folder of corpora.</param>
internal sealed partial class CorpusSupply(
    DataFolder folder, Func<string, string, CancellationToken, Task> fetch, ILogger<CorpusSupply> logger)
{
    private readonly Lock _lock = new();
    private Task _fetching = Task.CompletedTask;

    /// <summary>Downloads from Project Gutenberg.</summary>
    public CorpusSupply(DataFolder folder, ILogger<CorpusSupply> logger)
        : this(folder, (name, corpora, token) => BookFetch.RunAsync(name, corpora, progress: null, token), logger)
    {
    }

    /// <summary>Returns when the corpus is there, or if it is not one that can be downloaded.</summary>
    /// <exception cref="SherlockException">The corpus cannot be downloaded; the message says how to copy it there.</exception>
    public async Task EnsureAsync(string corpus, CancellationToken cancellationToken)
    {
        while (BookFetch.IsMissing(corpus, folder.Corpora))
        {
            try
            {
                await Join(corpus, cancellationToken).WaitAsync(cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The trial that had begun the download was stopped, so this one downloads instead.
            }
        }
    }

    private Task Join(string corpus, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _fetching.IsCompleted
                ? _fetching = Task.Run(() => FetchAsync(corpus, cancellationToken), CancellationToken.None)
                : _fetching;
        }
    }

    private async Task FetchAsync(string corpus, CancellationToken cancellationToken)
    {
        // Another download may have ended after this trial checked and before it got here.
        if (!BookFetch.IsMissing(corpus, folder.Corpora)) { return; }
        LogFetching(logger, corpus, folder.Corpora);
        try
        {
            await fetch(corpus, folder.Corpora, cancellationToken);
        }
        catch (ModelException exception)
        {
            throw new SherlockException(
                $"{exception.Message} Or copy the folder {Path.Combine(folder.Corpora, corpus)} from a machine that has it, "
                + $"as `corpus fetch {corpus} --data {folder.Root}` makes it.",
                SherlockException.OutOfReach,
                exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Corpus '{Corpus}' is not in {Folder} yet: downloading it.")]
    private static partial void LogFetching(ILogger logger, string corpus, string folder);
}
