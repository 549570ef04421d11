using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Backends;

/// <summary>
/// Asks the models of a sweep's trials, and the model to compare them with. A trial answers by its <see cref="TrialSummary.Checkpoint"/>:
/// <see cref="ChooseAsync"/> puts the one there that is wanted.
/// </summary>
public interface ITrainedModels
{
    /// <summary>Whether the trials of a sweep can write text, so that they can also be compared with a model that counts words.</summary>
    bool CanWrite(SweepSpec spec);

    /// <summary>
    /// Chooses the checkpoint of a trial: the best if it is there and whole, otherwise the newest. An earlier version of the program kept
    /// only the newest.
    /// </summary>
    /// <param name="trial">Has a checkpoint.</param>
    /// <param name="isLast">Whether the newest is wanted in any case.</param>
    /// <exception cref="Grains.SherlockException">The place of the checkpoints is out of reach.</exception>
    Task<ModelChoice> ChooseAsync(TrialSummary trial, bool isLast, CancellationToken cancellationToken);

    /// <summary>Generates text with a trial's checkpoint.</summary>
    /// <exception cref="Grains.SherlockException">It has no checkpoint, or writes no text.</exception>
    Task<GeneratedText> GenerateAsync(
        SweepSummary sweep, TrialSummary trial, GenerationRequest request, CancellationToken cancellationToken);

    /// <summary>Writes a trial's model as files for other programs.</summary>
    /// <param name="trial">Has a checkpoint.</param>
    /// <param name="folder">A new folder, or an empty one; it is written whole or not at all.</param>
    /// <exception cref="Grains.SherlockException">The checkpoint cannot be read, or the folder cannot be written.</exception>
    Task ExportAsync(SweepSummary sweep, TrialSummary trial, string folder, CancellationToken cancellationToken);

    /// <summary>Finds the words nearest to others, by the trials' checkpoints. Does not load torch.</summary>
    /// <exception cref="Grains.SherlockException">A word is not in the vocabulary, the trials have different vocabularies, or a checkpoint
    /// cannot be read.</exception>
    Task<IReadOnlyList<WordsAnswer>> NearWordsAsync(
        IReadOnlyList<TrialChoice> trials, WordsRequest request, CancellationToken cancellationToken);

    /// <summary>Scores trials' word vectors by the built-in questions, next to random vectors. Does not load torch.</summary>
    /// <exception cref="Grains.SherlockException">The vocabulary answers none of the questions, the trials have different vocabularies, or
    /// a checkpoint cannot be read.</exception>
    Task<WordScores> ScoreWordsAsync(IReadOnlyList<TrialChoice> trials, WordTable table, CancellationToken cancellationToken);

    /// <summary>Perplexity of the unigram model on the words that these hyperparameters hold out; null if none are held out.</summary>
    Task<double?> UnigramPerplexityAsync(string corpus, Hyperparameters hyperparameters, CancellationToken cancellationToken);
}

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
