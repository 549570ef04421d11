using Sweep.Model.Vectors;

namespace Sweep.Model.Evaluation;

/// <summary>Scores random vectors, as a baseline for learned ones.</summary>
public static class RandomVectors
{
    /// <summary>
    /// Returns the scores of vectors whose numbers are uniform in ±1. An embedding starts with such vectors; the scale does not change a
    /// cosine.
    /// </summary>
    /// <param name="width">The number of elements in a vector.</param>
    /// <param name="draws">The number of random embeddings.</param>
    /// <param name="seed">The same seed gives the same scores.</param>
    public static IReadOnlyList<EvaluationScores> Score(WordEvaluation evaluation, int width, int draws, int seed = 1) =>
        [.. Enumerable.Range(0, draws).Select(
            draw => evaluation.Score(Draw(evaluation.Rows, width, SeededRandom.For(seed, "random vectors", draw))))];

    private static VectorTable Draw(int rows, int width, SeededRandom random)
    {
        var values = new float[rows * width];
        for (var i = 0; i < values.Length; i++) { values[i] = (float)((2 * random.NextDouble()) - 1); }
        return new(values, width);
    }
}
