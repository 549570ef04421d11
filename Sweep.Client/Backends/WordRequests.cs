using System.Collections.Immutable;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>One trial of one sweep.</summary>
public sealed record TrialChoice(SweepSummary Sweep, TrialSummary Trial)
{
    /// <summary>What a user should know about the checkpoint that is used, in one line. Default null: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The trial's name on the command line.</summary>
    public override string ToString() => new SweepReference(Sweep.Folder, Trial.Id.Number).ToString();
}

/// <summary>One of a network's two tables of word vectors.</summary>
public enum WordTable
{
    /// <summary>The embedding.</summary>
    Input = 0,

    /// <summary>The output weights.</summary>
    Output = 1,
}

/// <summary>A measure of how close two word vectors are.</summary>
public enum WordMeasure
{
    /// <summary>The cosine of the angle between them: higher is closer.</summary>
    Cosine = 0,

    /// <summary>The distance between them: lower is closer.</summary>
    Euclidean = 1,
}

/// <summary>A query for words.</summary>
/// <param name="IsAnalogy">Whether the three words a, b and c ask for the word that is to c as b is to a; if not, each word asks for the
/// words nearest to it.</param>
/// <param name="Top">Number of answers to each question.</param>
public sealed record WordsRequest(bool IsAnalogy, ImmutableArray<string> Words, WordMeasure By, WordTable Table, int Top);

/// <summary>The answers to one question.</summary>
/// <param name="Words">The word of the question, or the three words of an analogy, as the vocabulary has them.</param>
/// <param name="ByTrial">The nearest words for each trial, in the order in which the trials were named.</param>
public sealed record WordsAnswer(ImmutableArray<string> Words, ImmutableArray<ImmutableArray<NearWord>> ByTrial);

/// <param name="Closeness">Similarity or distance, by the measure; NaN if a vector is all zeros.</param>
public readonly record struct NearWord(string Word, double Closeness);

/// <summary>The scores of trials' word vectors.</summary>
/// <param name="Trials">In the order in which they were named.</param>
/// <param name="Random">Scores of random vectors, one for each vector size of the trials.</param>
/// <param name="Draws">Number of random embeddings over which the mean is taken.</param>
public sealed record WordScores(ImmutableArray<VectorScores> Trials, ImmutableArray<RandomScores> Random, int Draws);

/// <param name="Width">Numbers in a vector.</param>
/// <param name="Kinds">The two kinds of questions: analogy and relatedness.</param>
/// <param name="Categories">In the questions' order.</param>
public sealed record VectorScores(int Width, ImmutableArray<QuestionScore> Kinds, ImmutableArray<QuestionScore> Categories);

/// <summary>The mean over several random embeddings, and how far they scatter (standard deviation).</summary>
public sealed record RandomScores(VectorScores Mean, VectorScores Deviation);

/// <summary>The score of a kind or a category of questions; NaN if the vocabulary could answer none of them.</summary>
/// <param name="Kind">analogy or relatedness.</param>
/// <param name="Questions">Number of questions.</param>
/// <param name="Answered">Number of questions whose words the vocabulary has.</param>
/// <param name="Score">Analogies: mean reciprocal rank of the right word. Relatedness: share of right answers; chance gives one
/// half.</param>
/// <param name="Top1">Analogies: share of questions for which the right word came first; NaN for relatedness.</param>
/// <param name="Top5">Analogies: share of questions for which the right word was among the first five; NaN for relatedness.</param>
public sealed record QuestionScore(string Kind, string Name, int Questions, int Answered, double Score, double Top1, double Top5);
