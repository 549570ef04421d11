using System.Globalization;
using Sweep.Grains.Sweeps;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Silo.Files;

namespace Sweep.Silo.Trainables;

/// <summary>
/// Keeps the texts of this process. Each is read once and shared by its trials. Because a process may live for weeks, a text whose files
/// change is read again, and only the few texts that were used last are kept.
/// </summary>
/// <param name="folder">The folder of downloaded corpora.</param>
/// <param name="supply">Downloads missing corpora; null if the user was asked about downloads before.</param>
internal sealed class CorpusCache(string folder, CorpusSupply? supply = null)
{
    private const int Kept = 4;

    private readonly RecentlyUsed<(string Name, string Files), Corpus> _corpora = new(Kept);
    private readonly RecentlyUsed<(string Name, string Files, int VocabularySize, double ValidationFraction), TrainingData> _data =
        new(Kept);

    /// <summary>Downloads a corpus if it is missing and can be downloaded, and this process downloads corpora.</summary>
    /// <inheritdoc cref="CorpusSupply.EnsureAsync"/>
    public Task EnsureAsync(string corpus, CancellationToken cancellationToken) =>
        supply?.EnsureAsync(corpus, cancellationToken) ?? Task.CompletedTask;

    /// <param name="corpus">Either sample, sherlock or a path.</param>
    /// <exception cref="Model.ModelException">The corpus is missing, empty or binary.</exception>
    public Corpus Corpus(string corpus) => Corpus(corpus, Files(corpus));

    /// <summary>Returns the corpus as a trial's training data.</summary>
    /// <exception cref="Model.ModelException">The corpus is missing, empty or binary, or the vocabulary has only one word.</exception>
    public TrainingData Data(string corpus, Hyperparameters hyperparameters)
    {
        var parameters = LanguageModelParameters.Of(hyperparameters);
        var (size, fraction, files) = (parameters.VocabularySize, parameters.ValidationFraction, Files(corpus));
        return _data.Get((corpus, files, size, fraction), () => new TrainingData(Corpus(corpus, files), size, fraction));
    }

    private Corpus Corpus(string corpus, string files) => _corpora.Get((corpus, files), () => CorpusSource.Load(corpus, folder));

    /// <summary>Describes the current files of a corpus by path, length and time of the last change.</summary>
    private string Files(string corpus) => string.Join(
        '\n',
        CorpusSource.Files(corpus, folder).Select(path => new FileInfo(path)).Select(file => string.Create(
            CultureInfo.InvariantCulture,
            $"{file.FullName} {(file.Exists ? file.Length : 0)} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}")));
}
