using System.Collections.Immutable;
using System.Numerics.Tensors;
using Sweep.Model.Configuration;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Model.Vectors;

namespace Sweep.Model.Evaluation;

/// <summary>
/// Scores word vectors by questions. For an analogy a : b :: c : d it ranks the most common words, without a, b and c, by the cosine with
/// b − a + c (Mikolov, Yih and Zweig, "Linguistic regularities in continuous space word representations", NAACL 2013). The score is 1 /
/// rank of d (the reciprocal rank of Voorhees, "The TREC-8 question answering track report", 1999). The vectors of a small text seldom
/// put the right word first; a mean of reciprocal ranks still distinguishes rank 3 from rank 1000, and the share of first places does
/// not. Random vectors score about ln(n) / n with n words.
/// </summary>
/// <remarks>
/// If words tie, they share their ranks, and a tie in relatedness counts one half: so vectors that are all the same score no more than
/// guesses. A similarity that is NaN ranks last, and is a tie in relatedness. The evaluation draws no random numbers and does not load
/// libtorch.
/// </remarks>
public sealed class WordEvaluation
{
    /// <summary>
    /// The number of most common words among which answers are ranked. The vectors of rarer words are hardly trained, and all
    /// vocabularies that are at least as large are then asked the same questions.
    /// </summary>
    public const int Candidates = WordVectors.Most;

    private readonly int _words;
    private readonly ImmutableArray<(QuestionCategory Category, ImmutableArray<int[]> Known)> _categories;

    /// <param name="words">The words by id, most common first.</param>
    public WordEvaluation(IReadOnlyList<string> words)
        : this(words, WordQuestions.All)
    {
    }

    internal WordEvaluation(IReadOnlyList<string> words, ImmutableArray<QuestionCategory> questions)
    {
        var common = words.Take(Candidates).Where(word => word != Vocabulary.UnknownWord).ToList();
        var ids = common.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id, StringComparer.Ordinal);
        _words = common.Count;
        _categories =
        [
            .. questions.Select(category => (category, category.Questions
                .Where(question => question.All(ids.ContainsKey))
                .Select(question => question.Select(word => ids[word]).ToArray())
                .ToImmutableArray())),
        ];
    }

    /// <summary>The number of words at the beginning of the vocabulary that need vectors.</summary>
    public int Rows => _words;

    /// <summary>True if the words can answer at least half of the questions of each kind; with fewer a score means little.</summary>
    public bool IsMeaningful => Enum.GetValues<QuestionKind>().All(kind => 2 * Known(kind) >= All(kind));

    /// <summary>Says in one line why this metric cannot be measured on a text; null if it can, or if it needs no questions.</summary>
    public static string? Problem(string metric, TrainingData data)
    {
        if (metric is not (MetricNames.Analogy or MetricNames.Relatedness)) { return null; }
        var evaluation = new WordEvaluation(data.Vocabulary.Words);
        return evaluation.IsMeaningful
            ? null
            : $"{metric} needs half of the questions about words, and the {evaluation._words} most common words "
                + $"of corpus '{data.Corpus.Name}' answer "
                + $"{evaluation.Known(QuestionKind.Analogy)} of {evaluation.All(QuestionKind.Analogy)} analogies and "
                + $"{evaluation.Known(QuestionKind.Relatedness)} of {evaluation.All(QuestionKind.Relatedness)} of relatedness; "
                + "they were written for 'sherlock'.";
    }

    /// <param name="vectors">Vectors of at least the vocabulary's first <see cref="Rows"/> words.</param>
    public EvaluationScores Score(VectorTable vectors)
    {
        var norms = new float[_words];
        for (var id = 0; id < _words; id++) { norms[id] = TensorPrimitives.Norm(vectors.Row(id)); }
        var similarities = new float[_words];
        var marks = _categories.Select(entry => entry.Known.Select(question => entry.Category.Kind is QuestionKind.Analogy
            ? ReciprocalRank(vectors, norms, question, similarities)
            : IsCloser(vectors, question)).ToList()).ToList();
        return new(
            Whole(QuestionKind.Analogy, marks),
            Whole(QuestionKind.Relatedness, marks),
            [.. _categories.Select(entry => entry.Category).Zip(marks, (category, own) =>
                CategoryScore.Of(category.Kind, category.Name, category.Questions.Length, own))]);
    }

    private CategoryScore Whole(QuestionKind kind, List<List<double>> marks) => CategoryScore.Of(
        kind,
        CategoryScore.AllOfThem,
        All(kind),
        [.. _categories.Zip(marks).Where(pair => pair.First.Category.Kind == kind).SelectMany(pair => pair.Second)]);

    private int All(QuestionKind kind) =>
        _categories.Where(entry => entry.Category.Kind == kind).Sum(entry => entry.Category.Questions.Length);

    private int Known(QuestionKind kind) => _categories.Where(entry => entry.Category.Kind == kind).Sum(entry => entry.Known.Length);

    private static double ReciprocalRank(VectorTable vectors, float[] norms, int[] question, float[] similarities)
    {
        // The length of b − a + c is the same for every word, so it is not divided out.
        var place = vectors.Offset(question[0], question[1], question[2]);
        for (var id = 0; id < similarities.Length; id++)
        {
            similarities[id] = TensorPrimitives.Dot(vectors.Row(id), place) / norms[id];
        }

        var right = similarities[question[3]];
        if (float.IsNaN(right)) { return 1.0 / (similarities.Length - 3); }
        var (nearer, equal) = (0, 0);
        for (var id = 0; id < similarities.Length; id++)
        {
            if (id == question[0] || id == question[1] || id == question[2] || id == question[3]) { continue; }
            if (similarities[id] > right) { nearer++; }
            if (similarities[id] == right) { equal++; }
        }

        return 1 / (1 + nearer + (equal / 2.0));
    }

    private static double IsCloser(VectorTable vectors, int[] question)
    {
        var related = TensorPrimitives.CosineSimilarity(vectors.Row(question[0]), vectors.Row(question[1]));
        var other = TensorPrimitives.CosineSimilarity(vectors.Row(question[0]), vectors.Row(question[2]));
        return related > other ? 1 : related < other ? 0 : 0.5;
    }
}
