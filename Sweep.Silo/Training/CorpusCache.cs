using System.Collections.Concurrent;
using Sweep.Grains.Grids;
using Sweep.Model.Corpora;
using Sweep.Model.Training;

namespace Sweep.Silo.Training;

/// <summary>The texts of the process, each read once and shared by all its trials.</summary>
/// <param name="folder">Where downloaded corpora lie.</param>
internal sealed class CorpusCache(string folder)
{
    private readonly ConcurrentDictionary<string, Lazy<Corpus>> _corpora = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Corpus, int VocabularySize, double ValidationFraction), Lazy<TrainingData>> _data = new();

    /// <param name="corpus">sample, sherlock or a path.</param>
    /// <exception cref="Model.ModelException">Missing, empty or binary.</exception>
    public Corpus Corpus(string corpus) => Value(_corpora, corpus, () => CorpusSource.Load(corpus, folder));

    /// <summary>The corpus made ready for a trial.</summary>
    /// <exception cref="Model.ModelException">Missing, empty or binary; a vocabulary of one word.</exception>
    public TrainingData Data(string corpus, Hyperparameters hyperparameters)
    {
        var (size, fraction) = (hyperparameters.VocabularySize, hyperparameters.ValidationFraction);
        return Value(_data, (corpus, size, fraction), () => new TrainingData(Corpus(corpus), size, fraction));
    }

    // A failed read is not kept: the next trial tries again.
    private static T Value<TKey, T>(ConcurrentDictionary<TKey, Lazy<T>> cache, TKey key, Func<T> create)
        where TKey : notnull
    {
        var lazy = cache.GetOrAdd(key, _ => new(create));
        try
        {
            return lazy.Value;
        }
        catch
        {
            cache.TryRemove(new(key, lazy));
            throw;
        }
    }
}
