using System.Globalization;
using Sweep.Grains.Sweeps;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Silo.Files;

namespace Sweep.Silo.Trainables;

/// <summary>
/// The texts of the process, each read once and shared by its trials. A process may live for weeks: a text whose files change is read again, and only the
/// few that were used last are kept.
/// </summary>
/// <param name="folder">Where downloaded corpora lie.</param>
/// <param name="supply">Downloads what is missing there; null where a person has been asked before.</param>
internal sealed class CorpusCache(string folder, CorpusSupply? supply = null)
{
    private const int Kept = 4;

    private readonly RecentlyUsed<(string Name, string Files), Corpus> _corpora = new(Kept);
    private readonly RecentlyUsed<(string Name, string Files, int VocabularySize, double ValidationFraction), TrainingData> _data = new(Kept);

    /// <summary>Downloads a corpus that is one to download and is missing, where this process does that.</summary>
    /// <inheritdoc cref="CorpusSupply.EnsureAsync"/>
    public Task EnsureAsync(string corpus, CancellationToken cancellationToken) => supply?.EnsureAsync(corpus, cancellationToken) ?? Task.CompletedTask;

    /// <param name="corpus">sample, sherlock or a path.</param>
    /// <exception cref="Model.ModelException">Missing, empty or binary.</exception>
    public Corpus Corpus(string corpus) => Corpus(corpus, Files(corpus));

    /// <summary>The corpus made ready for a trial.</summary>
    /// <exception cref="Model.ModelException">Missing, empty or binary; a vocabulary of one word.</exception>
    public TrainingData Data(string corpus, Hyperparameters hyperparameters)
    {
        var (size, fraction, files) = (hyperparameters.VocabularySize, hyperparameters.ValidationFraction, Files(corpus));
        return _data.Get((corpus, files, size, fraction), () => new TrainingData(Corpus(corpus, files), size, fraction));
    }

    private Corpus Corpus(string corpus, string files) => _corpora.Get((corpus, files), () => CorpusSource.Load(corpus, folder));

    /// <summary>Names the files of a corpus as they are now: path, length and time of the last change of each.</summary>
    private string Files(string corpus) => string.Join('\n', CorpusSource.Files(corpus, folder).Select(path => new FileInfo(path)).Select(file => string.Create(
        CultureInfo.InvariantCulture, $"{file.FullName} {(file.Exists ? file.Length : 0)} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}")));
}
