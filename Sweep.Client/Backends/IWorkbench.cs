using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>What needs the model and the texts themselves: Sweep.Silo implements it, so that the client ships without libtorch.</summary>
public interface IWorkbench
{
    /// <summary>Reads the sweep's corpus and works out what the sweep means. No torch is loaded.</summary>
    /// <exception cref="Grains.SherlockException">The corpus is missing, empty, binary, or too short for one of the trials.</exception>
    Task<SweepCheck> CheckAsync(SweepSpec spec, CancellationToken cancellationToken);

    /// <summary>Makes sure that the checkpoints from which unfinished trials would go on are whole and ours. A missing one is no harm.</summary>
    /// <exception cref="Grains.SherlockException">One is not; the message says what to do.</exception>
    Task CheckResumableAsync(SweepSummary sweep, IReadOnlyList<TrialSummary> trials, CancellationToken cancellationToken);

    /// <summary>Perplexity of the unigram model on the words held out under these hyperparameters; null where none are.</summary>
    Task<double?> UnigramPerplexityAsync(string corpus, Hyperparameters hyperparameters, CancellationToken cancellationToken);

    /// <summary>Text by a trial's newest checkpoint.</summary>
    Task<GeneratedText> GenerateAsync(SweepSummary sweep, TrialSummary trial, GenerationRequest request, CancellationToken cancellationToken);

    /// <summary>The words nearest to others, by trials' newest checkpoints. No torch is loaded.</summary>
    /// <exception cref="Grains.SherlockException">A word is not in the vocabulary, the trials do not have the same, or a checkpoint cannot be read.</exception>
    Task<IReadOnlyList<WordsAnswer>> NearWordsAsync(IReadOnlyList<TrialChoice> trials, WordsRequest request, CancellationToken cancellationToken);

    /// <summary>Scores trials' word vectors by the built-in questions, beside random ones. No torch is loaded.</summary>
    /// <exception cref="Grains.SherlockException">The vocabulary answers none of the questions, the trials do not have the same, or a checkpoint cannot be read.</exception>
    Task<WordScores> ScoreWordsAsync(IReadOnlyList<TrialChoice> trials, WordTable table, CancellationToken cancellationToken);

    /// <summary>Prepares to write a sweep's TensorBoard files from the database.</summary>
    /// <exception cref="Grains.SherlockException">The folder is where a process that trains writes them itself.</exception>
    ILogExport ExportLogs(SweepReader reader, SweepSummary sweep, LogExportRequest request);

    /// <summary>Whether the corpus is one that is downloaded, and is not in the cache yet.</summary>
    bool MustFetch(string corpus);

    /// <summary>Downloads a known corpus into the cache, checked; nothing is left behind by a failed try.</summary>
    /// <param name="progress">Told of each book: its title, bytes so far, and all bytes if known.</param>
    /// <returns>The folder that holds the books.</returns>
    Task<string> FetchCorpusAsync(string name, IProgress<FetchProgress> progress, CancellationToken cancellationToken);

    /// <summary>The machine that benchmarks measure, and what it makes of a trial. No torch is loaded.</summary>
    BenchMachine DescribeMachine(Hyperparameters trial);

    /// <summary>Measures training on this machine, one result after the other.</summary>
    IAsyncEnumerable<TrainingBenchmark> BenchTrainAsync(BenchRequest request, CancellationToken cancellationToken);

    /// <summary>Measures the memory that training takes in this process.</summary>
    /// <exception cref="Grains.SherlockException">The corpus is missing, or too short for the trial.</exception>
    Task<MemoryBenchmark> BenchMemoryAsync(MemoryRequest request, CancellationToken cancellationToken);

    /// <summary>Measures what handing out trials costs, one result for each size of sweep.</summary>
    /// <exception cref="Grains.SherlockException">The database is out of reach, or its user may not create databases.</exception>
    IAsyncEnumerable<DispatchBenchmark> BenchDispatchAsync(DispatchRequest request, CancellationToken cancellationToken);

    /// <summary>Measures how fast points are stored.</summary>
    /// <exception cref="Grains.SherlockException">As <see cref="BenchDispatchAsync"/>.</exception>
    Task<MetricsBenchmark> BenchMetricsAsync(MetricsRequest request, CancellationToken cancellationToken);

    /// <summary>Measures time and bytes of TensorBoard's files, in a folder of its own.</summary>
    Task<LogsBenchmark> BenchLogsAsync(LogsRequest request, CancellationToken cancellationToken);
}

/// <summary>What a sweep means.</summary>
/// <param name="Trials">Combinations times seeds.</param>
/// <param name="Steps">Optimizer updates over all trials.</param>
/// <param name="Notice">What this machine does not do as the grid says; null where it does all.</param>
public sealed record SweepCheck(int Trials, long Steps, CorpusSize Corpus, string? Notice = null);

/// <param name="Lines">Lines that count, empty ones included.</param>
/// <param name="Tokens">Words and punctuation marks.</param>
/// <param name="Vocabulary">Distinct tokens, before any limit.</param>
public sealed record CorpusSize(int Lines, int Tokens, int Vocabulary);

/// <summary>How to generate. With none of temperature, top-k and top-p the most likely word is taken (the seed's way).</summary>
/// <param name="Words">Words to generate.</param>
/// <param name="Start">
/// Text to start from; words of the trial's corpus go before it where it has fewer than the model sees at once. Null starts at
/// <paramref name="Position"/> of the corpus.
/// </param>
/// <param name="Position">Token position in the corpus; null is the seed's, 11,000, or the last that a shorter corpus has.</param>
/// <param name="Temperature">Above 0; 1 samples from the model's own distribution.</param>
/// <param name="TopK">Only the k likeliest words.</param>
/// <param name="TopP">Only the likeliest words that together have this probability, in (0, 1].</param>
/// <param name="Seed">Of the sampling.</param>
public sealed record GenerationRequest(
    int Words = 200, string? Start = null, int? Position = null, double? Temperature = null, int? TopK = null, double? TopP = null, int Seed = 1);

/// <param name="Start">What the model saw at the beginning.</param>
/// <param name="Text">What it wrote after that, with spacing and capitals as the books have them.</param>
/// <param name="Words">Words and marks in it.</param>
/// <param name="Distinct2">Distinct pairs of neighbours, as a share of all; NaN for one word.</param>
/// <param name="LongestRepeat">Words of the longest passage that comes again.</param>
public sealed record GeneratedText(string Start, string Text, int Words, double Distinct2, int LongestRepeat);

public sealed record FetchProgress(string Title, long Bytes, long? TotalBytes);
