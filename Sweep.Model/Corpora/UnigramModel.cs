namespace Sweep.Model.Corpora;

/// <summary>
/// What can be known without looking at the words before: each word's smoothed frequency, (count + 0.5) / (N + V / 2). It is the
/// output bias that a scaled network starts from, and the mark that a trained one has to beat.
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

    /// <summary>(V) natural logarithms, the exponentials of which sum to 1.</summary>
    public ReadOnlySpan<double> LogFrequencies => _logFrequencies;

    /// <summary>exp of the mean negative log frequency of these tokens; null where there are none.</summary>
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
