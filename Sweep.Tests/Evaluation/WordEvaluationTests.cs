using Sweep.Model.Corpora;
using Sweep.Model.Evaluation;

namespace Sweep.Tests.Evaluation;

/// <summary>The scores of vectors, computed by hand.</summary>
public sealed class WordEvaluationTests
{
    private const string Text =
        """
        # A comment.
        [analogy pairs]
        man woman
        he she

        [relatedness kin]
        man he it
        woman it she
        """;

    private static readonly string[] _words = ["man", "woman", "he", "she", "it", "far"];

    [Fact]
    public void Score_OfVectorsInARectangle_IsTheMeanOfTheReciprocalRanks()
    {
        // (1, 0) (1, 1) (2, 0) (2, 1), and two others.
        var scores = Evaluation().Score(new([1, 0, 1, 1, 2, 0, 2, 1, 4, 1.5f, -1, 0], 2));

        // man : woman :: he : she looks at (2, 1). Left are she, right there, it (cosine 0.995) and far: rank 1.
        // he : she :: man : woman looks at (1, 1). Left are woman, right there, it and far: rank 1.
        Assert.Equal((1.0, 1.0, 1.0), (scores.Analogy.Score, scores.Analogy.Top1, scores.Analogy.Top5));

        // man is closer to he (cosine 1) than to it; woman (45°) is closer to she (26.6°) than to it (20.6°).
        Assert.Equal(0.5, scores.Relatedness.Score);
        Assert.Equal(
            (2, 2, 2, 2), (scores.Analogy.Questions, scores.Analogy.Answered, scores.Relatedness.Questions, scores.Relatedness.Answered));
    }

    [Fact]
    public void Score_WhenOtherWordsAreNearer_CountsThem()
    {
        // man : woman :: he : she looks at (2, 1). it and far lie in that direction, she off it: rank 3.
        // he : she :: man : woman looks at she − he + man = (1, 0). woman is at 45°, it and far at 26.6°: rank 3.
        var scores = Evaluation().Score(new([1, 0, 1, 1, 2, 0, 2, 0, 4, 2, 2, 1], 2));

        Assert.Equal(1 / 3.0, scores.Analogy.Score, tolerance: 1e-12);
        Assert.Equal((0.0, 1.0), (scores.Analogy.Top1, scores.Analogy.Top5));
        Assert.Equal(1 / 3.0, scores.Categories[0].Score, tolerance: 1e-12);
    }

    [Fact]
    public void Score_OfEqualVectors_IsThatOfGuesses()
    {
        var scores = Evaluation().Score(new([.. Enumerable.Repeat(1f, 12)], 2));

        // Three words are left for an answer, and all tie: the right one is second of three.
        Assert.Equal((0.5, 0.0, 0.5), (scores.Analogy.Score, scores.Analogy.Top1, scores.Relatedness.Score));
    }

    [Fact]
    public void Score_OfNaNs_IsTheLowest()
    {
        var scores = Evaluation().Score(new([.. Enumerable.Repeat(float.NaN, 12)], 2));

        Assert.Equal((1 / 3.0, 0.5), (scores.Analogy.Score, scores.Relatedness.Score));
    }

    [Fact]
    public void Score_OfAVocabularyThatLacksWords_LeavesTheirQuestionsOut()
    {
        var evaluation = new WordEvaluation(["man", "he", "it", "woman", Vocabulary.UnknownWord], WordQuestions.Parse(Text));

        var scores = evaluation.Score(new([1, 0, 2, 0, 0, 1, 1, 1], 2));

        Assert.Equal((2, 0, double.NaN), (scores.Analogy.Questions, scores.Analogy.Answered, scores.Analogy.Score));
        Assert.Equal((2, 1, 1.0), (scores.Relatedness.Questions, scores.Relatedness.Answered, scores.Relatedness.Score));
        Assert.Equal((4, false), (evaluation.Rows, evaluation.IsMeaningful));
    }

    [Fact]
    public void Parse_OfPairs_CombinesEachWithTheNextOnesInRounds()
    {
        var pairs = string.Join('\n', Enumerable.Range(0, 10).Select(i => $"a{i} b{i}"));

        var questions = WordQuestions.Parse($"[analogy many]\n{pairs}")[0].Questions;

        // 24 / 10 is two rounds.
        Assert.Equal(20, questions.Length);
        Assert.Equal("a0 b0 a1 b1, a9 b9 a0 b0", $"{string.Join(' ', questions[0])}, {string.Join(' ', questions[9])}");
        Assert.Equal("a0 b0 a2 b2, a9 b9 a1 b1", $"{string.Join(' ', questions[10])}, {string.Join(' ', questions[19])}");
    }

    private static WordEvaluation Evaluation() => new(_words, WordQuestions.Parse(Text));
}
