using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Model.Evaluation;
using Sweep.Tests.Training;

namespace Sweep.Tests.Evaluation;

/// <summary>The evaluation as metrics of a training.</summary>
public sealed class TrainedEvaluationTests
{
    private static readonly string[] _asked =
    [
        .. WordQuestions.All.SelectMany(category => category.Questions).SelectMany(question => question).Distinct(),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_OnATextOfTheQuestionsWords_ScoresTheEmbeddingAtEachEpochsEnd()
    {
        using var trainer = Runs.Start(Data(_asked), Options);
        var points = new List<TrainingPoint>();
        var scores = new List<(double, double)>();
        foreach (var point in trainer.Train(Token))
        {
            points.Add(point);
            if (!point.EpochEnded) { continue; }
            var expected = new WordEvaluation(_asked).Score(trainer.Vectors().Input);
            scores.Add((expected.Analogy.Score, expected.Relatedness.Score));
        }

        Assert.Equal(2, scores.Distinct().Count());
        Assert.Equal(
            scores,
            points.Where(point => point.EpochEnded).Select(
                point => (Of(point, MetricNames.Analogy)!.Value, Of(point, MetricNames.Relatedness)!.Value)));
        Assert.All(points.Where(point => !point.EpochEnded), point => Assert.Null(Of(point, MetricNames.Analogy)));
    }

    [Fact]
    public void Train_OnATextOfOtherWords_HasNoScoreAndLearnsTheSameWeights()
    {
        var asked = Runs.Whole(Data(_asked), Options, Token);
        var other = Runs.Whole(Data([.. _asked.Select((_, id) => $"w{id}")]), Options, Token);

        Assert.Equal((2, 0), (asked.Of(MetricNames.Analogy).Count, other.Of(MetricNames.Analogy).Count));
        Assert.Equal(asked.Hash, other.Hash);
        Assert.Equal(asked.Points.Where(point => !point.Metric.StartsWith("eval/", StringComparison.Ordinal)), other.Points);
    }

    [Fact]
    public void Problem_OfAScoreThatTheTextCannotHave_SaysWhatItLacks()
    {
        var data = Tiny.Data();

        Assert.Equal(
            "eval/analogy needs half of the questions about words, and the 17 most common words of corpus 'tiny' answer "
                + "0 of 306 analogies and 0 of 161 of "
            + "relatedness; they were written for 'sherlock'.",
            WordEvaluation.Problem(MetricNames.Analogy, data));
        Assert.NotNull(WordEvaluation.Problem(MetricNames.Relatedness, data));
        Assert.Null(WordEvaluation.Problem(MetricNames.ValidationLoss, data));
        Assert.Null(WordEvaluation.Problem(MetricNames.Analogy, Data(_asked)));
    }

    private static TrainingOptions Options { get; } = Tiny.Options with { BatchSize = 16, SequenceLength = 2 };

    private static double? Of(TrainingPoint point, string metric)
    {
        var found = point.Values.Where(value => value.Metric == metric).ToList();
        return found.Count == 0 ? null : found.Single().Value;
    }

    /// <summary>A text in which each word occurs twice, in some order.</summary>
    private static TrainingData Data(string[] words)
    {
        int[] ids = [.. Enumerable.Range(0, 2 * words.Length).Select(i => i % words.Length)];
        SeededRandom.For(1, "text of the questions").Shuffle(ids);
        return new(new Corpus("asked", 1, [.. ids], new([.. words], [.. words.Select(_ => 2)])), 50_000, 0.2);
    }
}
