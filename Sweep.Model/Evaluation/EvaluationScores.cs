namespace Sweep.Model.Evaluation;

/// <summary>What word vectors know.</summary>
/// <param name="Analogy">Over all analogies.</param>
/// <param name="Relatedness">Over all questions of relatedness.</param>
/// <param name="Categories">In the questions' order.</param>
public sealed record EvaluationScores(CategoryScore Analogy, CategoryScore Relatedness, IReadOnlyList<CategoryScore> Categories);

/// <summary>How well the questions of a category, or of a kind, were answered; NaN where the vocabulary could answer none.</summary>
/// <param name="Questions">How many there are.</param>
/// <param name="Answered">Of these, those whose words are all known.</param>
/// <param name="Score">
/// In [0, 1]. Analogies: the mean of 1 / rank of the right word. Relatedness: the share of right answers, a draw counting one half; 0.5 is chance.
/// </param>
/// <param name="Top1">Analogies: the share whose right word came first; NaN for relatedness.</param>
/// <param name="Top5">Analogies: the share whose right word was among the first five; NaN for relatedness.</param>
public sealed record CategoryScore(QuestionKind Kind, string Name, int Questions, int Answered, double Score, double Top1, double Top5)
{
    /// <summary>The name of what covers all categories of a kind.</summary>
    public const string AllOfThem = "all";

    /// <param name="marks">Of the questions that could be answered: 1 / rank, or 1, ½ and 0.</param>
    internal static CategoryScore Of(QuestionKind kind, string name, int questions, IReadOnlyCollection<double> marks)
    {
        double Share(Func<double, bool> isRight) => kind is QuestionKind.Analogy ? Mean(marks, mark => isRight(mark) ? 1 : 0) : double.NaN;

        // A rank is a whole number or, among equals, lies between two; so half a rank is room enough for rounding.
        return new(kind, name, questions, marks.Count, Mean(marks, mark => mark), Share(mark => 1 / mark < 1.25), Share(mark => 1 / mark < 5.25));
    }

    private static double Mean(IReadOnlyCollection<double> marks, Func<double, double> value) => marks.Count == 0 ? double.NaN : marks.Average(value);
}
