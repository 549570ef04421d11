using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Generation;

/// <summary>Chooses the next word from the logits of all words.</summary>
public static class WordSampler
{
    /// <param name="logits">The logits of all words, (V).</param>
    /// <param name="options">Validated options.</param>
    /// <param name="random">Not used for argmax.</param>
    public static int Choose(ReadOnlySpan<float> logits, SamplingOptions options, SeededRandom random)
    {
        if (options.IsArgMax)
        {
            return Likeliest(logits);
        }

        var scores = logits.ToArray();
        return Sample(LikeliestFirst(scores), scores, options, random);
    }

    /// <summary>
    /// Draws at a temperature alone, in the order of the ids. Without sorting it takes a hundredth of the time, and draws other words.
    /// </summary>
    internal static int Draw(ReadOnlySpan<float> logits, double temperature, SeededRandom random)
    {
        var weights = new float[logits.Length];
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), weights);
        TensorPrimitives.Multiply(weights, (float)(1 / temperature), weights);
        TensorPrimitives.Exp(weights, weights);
        var left = random.NextDouble() * TensorPrimitives.Sum(weights);
        if (!double.IsFinite(left))
        {
            return Likeliest(logits);
        }

        for (var id = 0; id < weights.Length; id++)
        {
            left -= weights[id];
            if (left < 0)
            {
                return id;
            }
        }

        // Rounding can leave a small rest.
        return weights.Length - 1;
    }

    /// <summary>Returns the likeliest word; the lowest id if several are equal.</summary>
    internal static int Likeliest(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var id = 1; id < logits.Length; id++)
        {
            // CompareTo is used because with '>' nothing is larger than a NaN.
            best = logits[id].CompareTo(logits[best]) > 0 ? id : best;
        }

        return best;
    }

    /// <summary>Returns all ids, likeliest first. Equal ones are ordered by id, so that the order does not depend on the sort.</summary>
    private static int[] LikeliestFirst(float[] scores)
    {
        var ids = new int[scores.Length];
        for (var id = 0; id < ids.Length; id++)
        {
            ids[id] = id;
        }

        Array.Sort(ids, (a, b) => scores[b] != scores[a] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        return ids;
    }

    private static int Sample(int[] ids, float[] scores, SamplingOptions options, SeededRandom random)
    {
        var kept = Math.Min(options.TopK ?? ids.Length, ids.Length);
        var weights = new double[kept];
        for (var i = 0; i < kept; i++)
        {
            weights[i] = Math.Exp((scores[ids[i]] - scores[ids[0]]) / (options.Temperature ?? 1));
        }

        kept = Nucleus(weights, options.TopP ?? 1);
        var left = random.NextDouble() * weights.AsSpan(0, kept).ToArray().Sum();
        for (var i = 0; i < kept - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return ids[i];
            }
        }

        return ids[kept - 1];
    }

    /// <summary>Counts how many of the likeliest words together reach the probability.</summary>
    private static int Nucleus(double[] weights, double probability)
    {
        var left = weights.Sum() * probability;
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left <= 0)
            {
                return i + 1;
            }
        }

        return weights.Length;
    }
}
