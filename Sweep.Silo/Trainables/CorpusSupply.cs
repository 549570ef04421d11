using Sweep.Grains;
using Sweep.Model;
using Sweep.Silo.Files;

namespace Sweep.Silo.Trainables;

/// <summary>
/// Downloads a known corpus that a trial of this silo needs and that is not in its data folder: trials that need it at the same time wait for one download. One that
/// fails is tried again by the next trial.
/// </summary>
/// <param name="fetch">Downloads the corpus of a name into a folder of corpora.</param>
internal sealed partial class CorpusSupply(DataFolder folder, Func<string, string, CancellationToken, Task> fetch, ILogger<CorpusSupply> logger)
{
    private readonly Lock _lock = new();
    private Task _fetching = Task.CompletedTask;

    /// <summary>From Project Gutenberg.</summary>
    public CorpusSupply(DataFolder folder, ILogger<CorpusSupply> logger)
        : this(folder, (name, corpora, token) => BookFetch.RunAsync(name, corpora, progress: null, token), logger)
    {
    }

    /// <summary>Returns when the corpus is there, or is not one that is downloaded.</summary>
    /// <exception cref="SherlockException">It cannot be downloaded; the message says how to put it there.</exception>
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
                // The trial that had begun the download was stopped; this one goes on in its place.
            }
        }
    }

    private Task Join(string corpus, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _fetching.IsCompleted ? _fetching = Task.Run(() => FetchAsync(corpus, cancellationToken), CancellationToken.None) : _fetching;
        }
    }

    private async Task FetchAsync(string corpus, CancellationToken cancellationToken)
    {
        // The one before may have ended between a look and this turn.
        if (!BookFetch.IsMissing(corpus, folder.Corpora)) { return; }
        LogFetching(logger, corpus, folder.Corpora);
        try
        {
            await fetch(corpus, folder.Corpora, cancellationToken);
        }
        catch (ModelException exception)
        {
            throw new SherlockException(
                $"{exception.Message} Or copy the folder {Path.Combine(folder.Corpora, corpus)} from a machine that has it, as `corpus fetch {corpus} --data {folder.Root}` makes it.",
                SherlockException.OutOfReach,
                exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Corpus '{Corpus}' is not in {Folder} yet: downloading it.")]
    private static partial void LogFetching(ILogger logger, string corpus, string folder);
}
