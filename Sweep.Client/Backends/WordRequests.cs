using System.Collections.Immutable;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>One trial of one sweep.</summary>
public sealed record TrialChoice(SweepSummary Sweep, TrialSummary Trial)
{
    /// <summary>As it is named on the command line.</summary>
    public override string ToString() => new SweepReference(Sweep.Folder, Trial.Id.Number).ToString();
}

/// <summary>Which word vectors of a network.</summary>
public enum WordTable
{
    /// <summary>The embedding.</summary>
    Input = 0,

    /// <summary>The output weights.</summary>
    Output = 1,
}

/// <summary>How near two word vectors are.</summary>
public enum WordMeasure
{
    /// <summary>The cosine between them: more is nearer.</summary>
    Cosine = 0,

    /// <summary>The distance between them: less is nearer.</summary>
    Euclidean = 1,
}

/// <summary>Words to look for.</summary>
/// <param name="IsAnalogy">Whether the three words a, b and c ask what is to c as b is to a; else each word asks for those nearest to it.</param>
/// <param name="Top">How many answers to each question.</param>
public sealed record WordsRequest(bool IsAnalogy, ImmutableArray<string> Words, WordMeasure By, WordTable Table, int Top);

/// <summary>The answers to one question.</summary>
/// <param name="Words">The word that was asked about, or the three of an analogy; as the vocabulary has them.</param>
/// <param name="ByTrial">For each trial, in the order in which they were named, the nearest words.</param>
public sealed record WordsAnswer(ImmutableArray<string> Words, ImmutableArray<ImmutableArray<NearWord>> ByTrial);

/// <param name="Closeness">Similarity or distance, by the measure; NaN where a vector is all zeros.</param>
public readonly record struct NearWord(string Word, double Closeness);

/// <summary>What trials' word vectors know.</summary>
/// <param name="Trials">In the order in which they were named.</param>
/// <param name="Random">Of random vectors, one for each width that the trials have.</param>
/// <param name="Draws">How many random embeddings these are the mean of.</param>
public sealed record WordScores(ImmutableArray<VectorScores> Trials, ImmutableArray<RandomScores> Random, int Draws);

/// <param name="Width">Numbers in a vector.</param>
/// <param name="Kinds">The two kinds of questions: analogy and relatedness.</param>
/// <param name="Categories">In the questions' order.</param>
public sealed record VectorScores(int Width, ImmutableArray<QuestionScore> Kinds, ImmutableArray<QuestionScore> Categories);

/// <summary>The mean over several random embeddings, and how far they scatter (standard deviation).</summary>
public sealed record RandomScores(VectorScores Mean, VectorScores Deviation);

/// <summary>How a kind or a category of questions was answered; NaN where the vocabulary could answer none of them.</summary>
/// <param name="Kind">analogy or relatedness.</param>
/// <param name="Questions">How many there are.</param>
/// <param name="Answered">Of these, those whose words the vocabulary has.</param>
/// <param name="Score">Analogies: mean reciprocal rank of the right word. Relatedness: share of right answers, of which chance has half.</param>
/// <param name="Top1">Analogies: share whose right word came first; NaN for relatedness.</param>
/// <param name="Top5">Analogies: share whose right word was among the first five; NaN for relatedness.</param>
public sealed record QuestionScore(string Kind, string Name, int Questions, int Answered, double Score, double Top1, double Top5);
