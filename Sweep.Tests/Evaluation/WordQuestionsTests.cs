using Sweep.Model.Evaluation;
using Sweep.Tests.Corpora;

namespace Sweep.Tests.Evaluation;

/// <summary>What the built-in questions promise.</summary>
public sealed class WordQuestionsTests
{
    private const int LeastOften = 20;

    [Fact]
    public void All_Questions_AreManyAndDistinct()
    {
        var questions = WordQuestions.All
            .SelectMany(category => category.Questions.Select(question => $"{category.Kind} {string.Join(' ', question)}")).ToList();

        Assert.Equal((306, 161), (Count(QuestionKind.Analogy), Count(QuestionKind.Relatedness)));
        Assert.Equal(questions.Count, questions.Distinct().Count());
    }

    [Fact]
    public void All_Questions_HaveWordsThatDiffer() => Assert.All(
        WordQuestions.All, category => Assert.All(category.Questions, question =>
        {
            Assert.Equal(category.Kind is QuestionKind.Analogy ? 4 : 3, question.Length);
            Assert.Equal(question.Length, question.Distinct().Count());
        }));

    [Fact]
    public void All_Categories_AreSmallComparedToTheWhole() => Assert.All(
        WordQuestions.All, category => Assert.InRange(category.Questions.Length, 1, WordQuestions.MostOfACategory));

    [Fact]
    public void All_Words_AreFrequentInTheThreeBooks()
    {
        var vocabulary = TestTexts.LoadBooks().Vocabulary;

        var rare = WordQuestions.All.SelectMany(category => category.Questions).SelectMany(question => question).Distinct()
            .Where(word => !vocabulary.TryGetId(word, out var id) || vocabulary.Counts[id] < LeastOften || id >= WordEvaluation.Candidates);

        Assert.Empty(rare);
    }

    [Fact]
    public void All_RelatedAndUnrelatedWords_AreAboutAsCommon()
    {
        var vocabulary = TestTexts.LoadBooks().Vocabulary;
        double Often(string word) => vocabulary.TryGetId(word, out var id) ? vocabulary.Counts[id] : 0;

        Assert.All(
            WordQuestions.All.Where(category => category.Kind is QuestionKind.Relatedness).SelectMany(category => category.Questions),
            question => Assert.InRange(Often(question[1]) / Often(question[2]), 1 / 1.5, 1.5));
    }

    [Fact]
    public void Score_OfRandomVectors_IsNearChance()
    {
        var evaluation = new WordEvaluation(TestTexts.LoadBooks().Vocabulary.Words);

        var draws = RandomVectors.Score(evaluation, width: 64, draws: 10);

        // A right word is equally likely at each of 2,045 ranks: the mean of 1 / rank is H(2,045) / 2,045 = (ln 2,045 + 0.577) / 2,045 =
        // 0.0040, and its deviation over 306 questions √(π² / 6 / 2,045 / 306) = 0.0016. Over ten draws and three deviations that is
        // 0.0025 to 0.0055.
        Assert.InRange(draws.Average(draw => draw.Analogy.Score), 0.0025, 0.0055);

        // √(0.25 / 161 / 10) = 0.0125, three times.
        Assert.InRange(draws.Average(draw => draw.Relatedness.Score), 0.4625, 0.5375);
        Assert.True(evaluation.IsMeaningful);
        Assert.Equal(draws[3].Analogy, RandomVectors.Score(evaluation, width: 64, draws: 4)[3].Analogy);
        Assert.Equal(10, draws.Select(draw => draw.Analogy.Score).Distinct().Count());
    }

    private static int Count(QuestionKind kind) =>
        WordQuestions.All.Where(category => category.Kind == kind).Sum(category => category.Questions.Length);
}
