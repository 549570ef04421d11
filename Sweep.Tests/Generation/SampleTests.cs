using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Tests.Networks;
using Sweep.Tests.Training;

namespace Sweep.Tests.Generation;

/// <summary>The text that a model writes at the end of each epoch during training.</summary>
public sealed class SampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cells.All), MemberType = typeof(Cells))]
    public void Sample_AfterLearningACircle_GoesRoundIt(CellKind cell)
    {
        // 80 words w0 w1 w2 w3 w4 w0 …; the last 16 are held out, and 64 is w4.
        var data = new TrainingData(Tiny.Corpus([.. Enumerable.Range(0, 80).Select(i => i % 5)], 5), 50_000, 0.2);

        var last = Points(data, Tiny.Options with { Cell = cell, LearningRate = 0.1, Epochs = 12 })[^1].Sample!;

        var round = string.Join(' ', Enumerable.Range(2, 40).Select(i => $"w{i % 5}"));
        Assert.StartsWith(
            $"**Start:** w4 w0 w1 …\n\n**Likeliest words:** … {round} …\n\n**Temperature 0.8:** … w", last, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_OfATraining_ExistsOnlyAtTheEndOfEachEpoch()
    {
        var points = Points(Tiny.Data(), Tiny.Options);

        Assert.All(points, point => Assert.Equal(point.EpochEnded, point.Sample is not null));
        Assert.Equal(2, points.Count(point => point.Sample is not null));
    }

    [Fact]
    public void Sample_OfTheSameWeights_IsDrawnAgainEachEpoch()
    {
        // The rate is so small that nothing is learned: the likeliest words stay the same, and the drawn ones follow epoch and seed.
        string[] Drawn(int seed) => [.. Samples(Tiny.Options with { LearningRate = 1e-30, Seed = seed }).Select(sample => Part(sample, 2))];

        Assert.Equal(Drawn(1), Drawn(1));
        Assert.Equal(4, Drawn(1).Concat(Drawn(2)).Distinct().Count());
        Assert.Single(Samples(Tiny.Options with { LearningRate = 1e-30 }).Select(sample => Part(sample, 1)).Distinct());
    }

    [Fact]
    public void Sample_WithoutAHeldOutEnd_StartsWithTheText() => Assert.StartsWith(
        "**Start:** w0 w1 w2 …\n",
        Points(Tiny.Data(heldOut: 0), Tiny.Options with { ValidationFraction = 0 })[^1].Sample!,
        StringComparison.Ordinal);

    [Fact]
    public void Sample_OfWordsThatMeanSomethingInMarkdown_ShowsThemAsTheyAre()
    {
        // The vocabulary's limit makes every other word the extra one.
        int[] ids = [.. Enumerable.Range(0, 80).Select(i => i % 4)];
        var corpus = new Model.Corpora.Corpus("odd", 1, [.. ids], new(["_one_", ".", "rare", "rarer"], [20, 20, 20, 20]));

        var sample =
            Points(new(corpus, 2, 0), Tiny.Options with { VocabularySize = 2, ValidationFraction = 0, NegativeSamples = 2 })[^1].Sample!;

        Assert.StartsWith("**Start:** \\_one\\_. &lt;unk&gt; …\n", sample, StringComparison.Ordinal);
    }

    private static string Part(string sample, int part) => sample.Split("\n\n")[part];

    private static IEnumerable<string> Samples(TrainingOptions options) =>
        Points(Tiny.Data(), options).Select(point => point.Sample).OfType<string>();

    private static List<TrainingPoint> Points(TrainingData data, TrainingOptions options)
    {
        using var trainer = Runs.Start(data, options);
        return [.. trainer.Train(Token)];
    }
}
