namespace Sweep.Model.Corpora;

/// <summary>
/// Predicts a word without its context: by its smoothed frequency, (count + 0.5) / (N + V / 2). A scaled network's output bias starts
/// from it, and a trained model has to be better than it.
/// </summary>
public sealed class UnigramModel
{
    private readonly double[] _logFrequencies;

    /// <param name="tokens">(N) what is counted.</param>
    /// <param name="vocabularySize">V: every id is below it.</param>
    public UnigramModel(ReadOnlySpan<int> tokens, int vocabularySize)
    {
        var counts = new int[vocabularySize];
        foreach (var id in tokens)
        {
            counts[id]++;
        }

        var total = tokens.Length + (vocabularySize / 2.0);
        _logFrequencies = Array.ConvertAll(counts, count => Math.Log((count + 0.5) / total));
    }

    /// <summary>(V) natural logarithms of the frequencies; their exponentials sum to 1.</summary>
    public ReadOnlySpan<double> LogFrequencies => _logFrequencies;

    /// <summary>Returns exp of the mean negative log frequency of these tokens; null if the list is empty.</summary>
    public double? Perplexity(ReadOnlySpan<int> tokens)
    {
        if (tokens.IsEmpty)
        {
            return null;
        }

        var sum = 0.0;
        foreach (var id in tokens)
        {
            sum -= _logFrequencies[id];
        }

        return Math.Exp(sum / tokens.Length);
    }
}
