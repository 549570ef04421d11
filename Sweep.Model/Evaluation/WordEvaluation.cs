using System.Collections.Immutable;
using System.Numerics.Tensors;
using Sweep.Model.Configuration;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Model.Vectors;

namespace Sweep.Model.Evaluation;

/// <summary>
/// Scores word vectors by questions. An analogy a : b :: c : d looks for d by the cosine with b − a + c among the most common words, a, b and c left out
/// (Mikolov, Yih and Zweig, "Linguistic regularities in continuous space word representations", NAACL 2013), and earns 1 / rank of d (the reciprocal rank of
/// Voorhees, "The TREC-8 question answering track report", 1999): the vectors of a small text seldom put the right word first, and a mean of reciprocal ranks still tells
/// a word that comes third from one that comes thousandth, where the share of first places sees no difference. Random vectors earn about ln(n) / n of n words.
/// </summary>
/// <remarks>
/// Equals share their ranks, and draws of relatedness count one half: vectors that are all the same know nothing, and earn what guesses earn. A similarity that
/// is NaN is the farthest, and a draw in relatedness. Draws no random numbers and loads no libtorch.
/// </remarks>
public sealed class WordEvaluation
{
    /// <summary>
    /// Answers are looked for among so many of the most common words: the vectors of rarer ones have hardly been trained, and all vocabularies that are at
    /// least as large are then asked the same.
    /// </summary>
    public const int Candidates = WordVectors.Most;

    private readonly int _words;
    private readonly ImmutableArray<(QuestionCategory Category, ImmutableArray<int[]> Known)> _categories;

    /// <param name="words">By id, most common first.</param>
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

    /// <summary>How many words have to have vectors: the first ones of the vocabulary.</summary>
    public int Rows => _words;

    /// <summary>Whether enough of the questions can be answered to mean something: half of each kind.</summary>
    public bool IsMeaningful => Enum.GetValues<QuestionKind>().All(kind => 2 * Known(kind) >= All(kind));

    /// <summary>Says in one line why this metric of a text cannot be had; null if it can, or needs no questions.</summary>
    public static string? Problem(string metric, TrainingData data)
    {
        if (metric is not (MetricNames.Analogy or MetricNames.Relatedness)) { return null; }
        var evaluation = new WordEvaluation(data.Vocabulary.Words);
        return evaluation.IsMeaningful
            ? null
            : $"{metric} needs half of the questions about words, and the {evaluation._words} most common words of corpus '{data.Corpus.Name}' answer "
                + $"{evaluation.Known(QuestionKind.Analogy)} of {evaluation.All(QuestionKind.Analogy)} analogies and "
                + $"{evaluation.Known(QuestionKind.Relatedness)} of {evaluation.All(QuestionKind.Relatedness)} of relatedness; they were written for 'sherlock'.";
    }

    /// <param name="vectors">Of the vocabulary's first <see cref="Rows"/> words at least.</param>
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
        kind, CategoryScore.AllOfThem, All(kind), [.. _categories.Zip(marks).Where(pair => pair.First.Category.Kind == kind).SelectMany(pair => pair.Second)]);

    private int All(QuestionKind kind) => _categories.Where(entry => entry.Category.Kind == kind).Sum(entry => entry.Category.Questions.Length);

    private int Known(QuestionKind kind) => _categories.Where(entry => entry.Category.Kind == kind).Sum(entry => entry.Known.Length);

    private static double ReciprocalRank(VectorTable vectors, float[] norms, int[] question, float[] similarities)
    {
        // The length of b − a + c is the same for all and needs no division.
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
