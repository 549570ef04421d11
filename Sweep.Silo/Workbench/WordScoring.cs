using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Model.Evaluation;
using Sweep.Model.Vectors;

namespace Sweep.Silo.Workbench;

/// <summary>Scores the word vectors of trials with one vocabulary, and random vectors of the same widths.</summary>
internal static class WordScoring
{
    private const int Draws = 10;

    /// <param name="spaces">The trials' vectors, of at least one trial.</param>
    /// <param name="whose">The owner of the vocabulary, for the error.</param>
    /// <exception cref="SherlockException">The vocabulary answers no question.</exception>
    public static WordScores Of(IReadOnlyList<WordSpace> spaces, string whose)
    {
        var evaluation = new WordEvaluation(spaces[0].Words);
        var own = spaces.Select(space => Scores(space.Width, evaluation.Score(space.Vectors))).ToImmutableArray();
        if (own[0].Kinds.All(kind => kind.Answered == 0))
        {
            throw new SherlockException(
                $"The vocabulary of {whose} has none of the words that the questions are about: "
                + "they were written for the corpus 'sherlock'.");
        }

        return new(own, [.. spaces.Select(space => space.Width).Distinct().Select(width => Random(evaluation, width))], Draws);
    }

    private static RandomScores Random(WordEvaluation evaluation, int width)
    {
        var draws = RandomVectors.Score(evaluation, width, Draws).Select(score => Scores(width, score)).ToList();
        VectorScores Each(Func<IReadOnlyCollection<double>, double> statistic) => new(
            width,
            [.. draws[0].Kinds.Select((_, index) => Over(statistic, [.. draws.Select(draw => draw.Kinds[index])]))],
            [.. draws[0].Categories.Select((_, index) => Over(statistic, [.. draws.Select(draw => draw.Categories[index])]))]);
        return new(Each(values => values.Average()), Each(Deviation));
    }

    private static QuestionScore Over(
        Func<IReadOnlyCollection<double>, double> statistic, IReadOnlyList<QuestionScore> draws) => draws[0] with
        {
            Score = statistic([.. draws.Select(draw => draw.Score)]),
            Top1 = statistic([.. draws.Select(draw => draw.Top1)]),
            Top5 = statistic([.. draws.Select(draw => draw.Top5)]),
        };

    /// <summary>Standard deviation of a sample, with n − 1 as divisor.</summary>
    private static double Deviation(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    private static VectorScores Scores(int width, EvaluationScores scores) =>
        new(width, [Score(scores.Analogy), Score(scores.Relatedness)], [.. scores.Categories.Select(Score)]);

    private static QuestionScore Score(CategoryScore score) => new(
        score.Kind is QuestionKind.Analogy ? "analogy" : "relatedness",
        score.Name, score.Questions, score.Answered, score.Score, score.Top1, score.Top5);
}
