namespace Sweep.Model.Networks;

/// <summary>
/// Draws the negative words of noise-contrastive estimation: distinct ids from the log-uniform (Zipf) distribution
/// P(k) = ln((k + 2) / (k + 1)) / ln(V + 1), which fits a vocabulary sorted by frequency (TensorFlow's log_uniform_candidate_sampler).
/// </summary>
public sealed class LogUniformSampler
{
    private readonly double _logRange;
    private readonly int[] _lastDraw;
    private int _draw;

    /// <param name="vocabulary">V, the number of ids.</param>
    public LogUniformSampler(int vocabulary)
    {
        _logRange = Math.Log(vocabulary + 1.0);
        _lastDraw = new int[vocabulary];
    }

    /// <summary>Returns the probability of drawing an id in one try.</summary>
    public double Probability(long id) => Math.Log((id + 2.0) / (id + 1.0)) / _logRange;

    /// <summary>Fills <paramref name="ids"/> with distinct ids; there must be at most V of them.</summary>
    /// <returns>The number of tries, duplicates included.</returns>
    public int Draw(SeededRandom random, Span<long> ids)
    {
        _draw++;
        var (found, tries) = (0, 0);
        while (found < ids.Length)
        {
            // The inverse of the cumulative distribution ln(k + 1) / ln(V + 1); rounding could give V itself.
            var id = (int)Math.Min(Math.Exp(random.NextDouble() * _logRange) - 1, _lastDraw.Length - 1);
            tries++;
            if (_lastDraw[id] != _draw)
            {
                _lastDraw[id] = _draw;
                ids[found++] = id;
            }
        }

        return tries;
    }

    /// <summary>Returns ln of the expected count of an id in a draw of so many tries: 1 − (1 − P)^tries.</summary>
    public double LogExpectedCount(long id, int tries) => Math.Log(1 - Math.Exp(tries * Math.Log(1 - Probability(id))));
}
