using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>The operations that need the model and the texts. Sweep.Silo implements them, so the client ships without libtorch.</summary>
public interface IWorkbench
{
    /// <summary>Reads the sweep's corpus and works out the size of the sweep. Does not load torch.</summary>
    /// <exception cref="Grains.SherlockException">The corpus is missing, empty, binary, or too short for one of the trials.</exception>
    Task<SweepCheck> CheckAsync(SweepSpec spec, CancellationToken cancellationToken);

    /// <summary>
    /// Checks that the checkpoints from which unfinished trials would resume are complete and readable. A missing checkpoint is not an
    /// error.
    /// </summary>
    /// <exception cref="Grains.SherlockException">A checkpoint is not; the message says what to do.</exception>
    Task CheckResumableAsync(SweepSummary sweep, IReadOnlyList<TrialSummary> trials, CancellationToken cancellationToken);

    /// <summary>Perplexity of the unigram model on the words that these hyperparameters hold out; null if none are held out.</summary>
    Task<double?> UnigramPerplexityAsync(string corpus, Hyperparameters hyperparameters, CancellationToken cancellationToken);

    /// <summary>Generates text with a trial's newest checkpoint.</summary>
    Task<GeneratedText> GenerateAsync(
        SweepSummary sweep, TrialSummary trial, GenerationRequest request, CancellationToken cancellationToken);

    /// <summary>Finds the words nearest to others, by the trials' newest checkpoints. Does not load torch.</summary>
    /// <exception cref="Grains.SherlockException">A word is not in the vocabulary, the trials have different vocabularies, or a checkpoint
    /// cannot be read.</exception>
    Task<IReadOnlyList<WordsAnswer>> NearWordsAsync(
        IReadOnlyList<TrialChoice> trials, WordsRequest request, CancellationToken cancellationToken);

    /// <summary>Scores trials' word vectors by the built-in questions, next to random vectors. Does not load torch.</summary>
    /// <exception cref="Grains.SherlockException">The vocabulary answers none of the questions, the trials have different vocabularies, or
    /// a checkpoint cannot be read.</exception>
    Task<WordScores> ScoreWordsAsync(IReadOnlyList<TrialChoice> trials, WordTable table, CancellationToken cancellationToken);

    /// <summary>Prepares to write a sweep's TensorBoard files from the database.</summary>
    /// <exception cref="Grains.SherlockException">The folder is the one in which a training process writes the same files.</exception>
    IEventFileExport ExportLogs(ISweepReader reader, SweepSummary sweep, EventFileExportRequest request);

    /// <summary>Whether the corpus is one that has to be downloaded and is not in the cache yet.</summary>
    bool MustFetch(string corpus);

    /// <summary>Downloads a known corpus into the cache and checks it. If the download fails, it leaves nothing behind.</summary>
    /// <param name="progress">Reports each book: its title, the bytes so far, and the total if known.</param>
    /// <returns>The folder that holds the books.</returns>
    Task<string> FetchCorpusAsync(string name, IProgress<FetchProgress> progress, CancellationToken cancellationToken);

    /// <summary>Describes the machine that benchmarks measure, and how it computes a trial. Does not load torch.</summary>
    BenchMachine DescribeMachine(Hyperparameters trial);

    /// <summary>Measures training on this machine; returns one result after the other.</summary>
    IAsyncEnumerable<TrainingBenchmark> BenchTrainAsync(BenchRequest request, CancellationToken cancellationToken);

    /// <summary>Measures how much memory training takes in this process.</summary>
    /// <exception cref="Grains.SherlockException">The corpus is missing, or too short for the trial.</exception>
    Task<MemoryBenchmark> BenchMemoryAsync(MemoryRequest request, CancellationToken cancellationToken);

    /// <summary>Measures the cost of handing out trials; one result for each sweep size.</summary>
    /// <exception cref="Grains.SherlockException">The database is out of reach, or its user may not create databases.</exception>
    IAsyncEnumerable<DispatchBenchmark> BenchDispatchAsync(DispatchRequest request, CancellationToken cancellationToken);

    /// <summary>Measures how fast points are stored durably.</summary>
    /// <exception cref="Grains.SherlockException">As <see cref="BenchDispatchAsync"/>.</exception>
    Task<MetricsBenchmark> BenchMetricsAsync(MetricsRequest request, CancellationToken cancellationToken);

    /// <summary>Measures the time and the bytes that TensorBoard's files take, in a temporary folder.</summary>
    Task<LogsBenchmark> BenchLogsAsync(LogsRequest request, CancellationToken cancellationToken);
}

/// <summary>The size of a sweep.</summary>
/// <param name="Trials">Number of combinations times number of seeds.</param>
/// <param name="Steps">Number of optimizer updates over all trials.</param>
/// <param name="Notice">What this machine does differently from what the grid says; null if nothing.</param>
public sealed record SweepCheck(int Trials, long Steps, CorpusSize Corpus, string? Notice = null);

/// <param name="Lines">Number of lines that count, including empty ones.</param>
/// <param name="Tokens">Number of words and punctuation marks.</param>
/// <param name="Vocabulary">Number of distinct tokens, before any limit.</param>
public sealed record CorpusSize(int Lines, int Tokens, int Vocabulary);

/// <summary>
/// Says how to generate text. If temperature, top-k and top-p are all missing, the most likely word is taken, as in the study.
/// </summary>
/// <param name="Words">Number of words to generate.</param>
/// <param name="Start">
/// Text to start from; if it has fewer words than the model sees at once, words of the trial's corpus go before it. Null starts at
/// <paramref name="Position"/> of the corpus.
/// </param>
/// <param name="Position">Token position in the corpus; null means 11,000, as in the study, or the last position of a shorter
/// corpus.</param>
/// <param name="Temperature">Above 0; 1 samples from the model's own distribution.</param>
/// <param name="TopK">Samples only from the k most likely words.</param>
/// <param name="TopP">Samples only from the most likely words that together have this probability, in (0, 1].</param>
/// <param name="Seed">Seed of the sampling.</param>
public sealed record GenerationRequest(
    int Words = 200, string? Start = null, int? Position = null,
    double? Temperature = null, int? TopK = null, double? TopP = null, int Seed = 1);

/// <param name="Start">The text that the model saw at the beginning.</param>
/// <param name="Text">The text that it wrote after that, with the spacing and capitals of the books.</param>
/// <param name="Words">Number of words and marks in the text.</param>
/// <param name="Distinct2">Distinct pairs of neighbours as a share of all pairs; NaN if the text has one word.</param>
/// <param name="LongestRepeat">Number of words in the longest passage that occurs again.</param>
public sealed record GeneratedText(string Start, string Text, int Words, double Distinct2, int LongestRepeat);

public sealed record FetchProgress(string Title, long Bytes, long? TotalBytes);
