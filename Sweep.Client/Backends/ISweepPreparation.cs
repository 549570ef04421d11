using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>Checks and brings what a sweep needs before it is trained: its text, and its checkpoints if it continues.</summary>
public interface ISweepPreparation
{
    /// <summary>Checks the sweep as its trainable does, for example its corpus, and works out its size. Does not load torch.</summary>
    /// <exception cref="Grains.SherlockException">
    /// This program cannot train the sweep, or, for example, the corpus is missing, empty, binary, or too short for one of the trials.
    /// </exception>
    Task<SweepCheck> CheckAsync(SweepSpec spec, CancellationToken cancellationToken);

    /// <summary>
    /// Checks that the checkpoints from which unfinished trials would resume are complete and readable. A missing checkpoint is not an
    /// error.
    /// </summary>
    /// <exception cref="Grains.SherlockException">A checkpoint is not; the message says what to do.</exception>
    Task CheckResumableAsync(SweepSummary sweep, IReadOnlyList<TrialSummary> trials, CancellationToken cancellationToken);

    /// <summary>Whether the corpus is one that has to be downloaded and is not in the cache yet.</summary>
    bool MustFetch(string corpus);

    /// <summary>Downloads a known corpus into the cache and checks it. If the download fails, it leaves nothing behind.</summary>
    /// <param name="progress">Reports each book: its title, the bytes so far, and the total if known.</param>
    /// <returns>The folder that holds the books.</returns>
    Task<string> FetchCorpusAsync(string name, IProgress<FetchProgress> progress, CancellationToken cancellationToken);
}

/// <summary>The size of a sweep.</summary>
/// <param name="Trials">Number of combinations times number of seeds; for a search the most trials, 0 if they are not limited.</param>
/// <param name="Steps">Number of optimizer updates over all trials; null if it is not known.</param>
/// <param name="Corpus">The text; null if the trainable has none.</param>
/// <param name="Notice">What this machine does differently from what the grid says; null if nothing.</param>
/// <param name="CheckpointBytes">The size of one checkpoint of each trial, together; null if it is not known.</param>
public sealed record SweepCheck(
    int Trials, long? Steps = null, CorpusSize? Corpus = null, string? Notice = null, long? CheckpointBytes = null)
{
    /// <summary>The plan of a search; null for a grid.</summary>
    public SearchPlan? Search { get; init; }

    /// <summary>What early stopping is expected to save; null if all trials train to their end.</summary>
    public StopPlan? Stop { get; init; }
}

/// <param name="Lines">Number of lines that count, including empty ones.</param>
/// <param name="Tokens">Number of words and punctuation marks.</param>
/// <param name="Vocabulary">Number of distinct tokens, before any limit.</param>
public sealed record CorpusSize(int Lines, int Tokens, int Vocabulary);

public sealed record FetchProgress(string Title, long Bytes, long? TotalBytes);
