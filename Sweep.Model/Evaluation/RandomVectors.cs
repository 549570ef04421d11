using Sweep.Model.Vectors;

namespace Sweep.Model.Evaluation;

/// <summary>What vectors that know nothing would score: the measure of those that were learned.</summary>
public static class RandomVectors
{
    /// <summary>Scores of vectors whose numbers are all uniform in ±1, as an embedding's are before it learns; a scale is no matter to a cosine.</summary>
    /// <param name="width">Numbers in a vector.</param>
    /// <param name="draws">How many such embeddings.</param>
    /// <param name="seed">The same gives the same scores.</param>
    public static IReadOnlyList<EvaluationScores> Score(WordEvaluation evaluation, int width, int draws, int seed = 1) =>
        [.. Enumerable.Range(0, draws).Select(draw => evaluation.Score(Draw(evaluation.Rows, width, SeededRandom.For(seed, "random vectors", draw))))];

    private static VectorTable Draw(int rows, int width, SeededRandom random)
    {
        var values = new float[rows * width];
        for (var i = 0; i < values.Length; i++) { values[i] = (float)((2 * random.NextDouble()) - 1); }
        return new(values, width);
    }
}
