namespace Sweep.Model.Evaluation;

/// <summary>The scores of word vectors.</summary>
/// <param name="Analogy">The score over all analogies.</param>
/// <param name="Relatedness">The score over all questions of relatedness.</param>
/// <param name="Categories">The scores by category, in the questions' order.</param>
public sealed record EvaluationScores(CategoryScore Analogy, CategoryScore Relatedness, IReadOnlyList<CategoryScore> Categories);

/// <summary>How well the questions of a category, or of a kind, were answered; NaN if the vocabulary could answer none of them.</summary>
/// <param name="Questions">The number of questions.</param>
/// <param name="Answered">The number of questions whose words are all known.</param>
/// <param name="Score">
/// In [0, 1]. For analogies the mean of 1 / rank of the right word. For relatedness the share of right answers, and a tie counts one
/// half; 0.5 is chance.
/// </param>
/// <param name="Top1">Analogies: the share whose right word came first; NaN for relatedness.</param>
/// <param name="Top5">Analogies: the share whose right word was among the first five; NaN for relatedness.</param>
public sealed record CategoryScore(QuestionKind Kind, string Name, int Questions, int Answered, double Score, double Top1, double Top5)
{
    /// <summary>The name of the score over all categories of a kind.</summary>
    public const string AllOfThem = "all";

    /// <param name="marks">The marks of the questions that could be answered: 1 / rank, or 1, ½ and 0.</param>
    internal static CategoryScore Of(QuestionKind kind, string name, int questions, IReadOnlyCollection<double> marks)
    {
        double Share(Func<double, bool> isRight) => kind is QuestionKind.Analogy ? Mean(marks, mark => isRight(mark) ? 1 : 0) : double.NaN;

        // A rank is a whole number or, when words tie, lies between two, so a margin of half a rank is enough for rounding.
        return new(
            kind, name, questions, marks.Count, Mean(marks, mark => mark), Share(mark => 1 / mark < 1.25), Share(mark => 1 / mark < 5.25));
    }

    private static double Mean(IReadOnlyCollection<double> marks, Func<double, double> value) =>
        marks.Count == 0 ? double.NaN : marks.Average(value);
}
