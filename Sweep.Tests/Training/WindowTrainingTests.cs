using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Generation;
using Sweep.Model.Training;
using Sweep.Tests.Checkpoints;
using Sweep.Tests.Native;
using Sweep.Tests.Networks;
using TorchSharp;

namespace Sweep.Tests.Training;

/// <summary>The window model trained from beginning to end. An epoch of the tiny text has 32 − 4 = 28 steps.</summary>
public sealed class WindowTrainingTests : IDisposable
{
    private static readonly TrainingOptions _options = Tiny.Options with { Model = ModelKind.Window };

    private static readonly string[] _always =
        [MetricNames.TrainLoss, MetricNames.TrainLoss20, MetricNames.GradientNorm, MetricNames.StepsPerSecond];

    private static readonly string[] _atEpochs =
        [MetricNames.Epoch, MetricNames.ValidationLoss, MetricNames.ValidationNce, MetricNames.ValidationPerplexity];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => _folder.Name("checkpoint");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(OptimizerKind.Momentum)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.RmsProp)]
    public void Train_InterruptedThreeTimes_EndsAsUninterrupted(OptimizerKind optimizer)
    {
        var options = _options with { Optimizer = optimizer, ClipNorm = 0.5, LearningRate = 0.01 };
        var whole = Runs.Whole(Tiny.Data(), options, Token);

        // Between two points, at a point, and in the second epoch between an epoch's end and a point.
        whole.AssertSame(Runs.Interrupted(Tiny.Data(), options, File, [5, 14, 31], Token));
    }

    [Fact]
    public void Train_OfTwoEpochs_HasEveryMetricExceptThoseOfText()
    {
        using var trainer = Runs.Start(Tiny.Data(), _options with { SummaryInterval = 12 });

        var points = trainer.Train(Token).ToList();

        Assert.Equal([12, 24, 28, 36, 48, 56], points.Select(point => point.Step));
        foreach (var point in points)
        {
            string[] expected = [.. _always, .. point.Step % 28 == 0 ? _atEpochs : []];
            Assert.Equal(expected.Order(), point.Values.Select(value => value.Metric).Order());
            Assert.Null(point.Sample);
        }
    }

    [Fact]
    public void Train_WithOtherValuesOfOptionsThatItIgnores_EndsTheSame()
    {
        var other = _options with { Cell = CellKind.Gru, RnnSize = 9, SequenceLength = 60 };

        Runs.Whole(Tiny.Data(), _options, Token).AssertSame(Runs.Whole(Tiny.Data(), other, Token));
    }

    [Fact]
    public void Train_OfACircle_LearnsWhichWordStandsBetween()
    {
        var data = new TrainingData(Tiny.Corpus([.. Enumerable.Range(0, 80).Select(i => i % 5)], 5), 50_000, 0.2);

        var losses = Runs.Whole(data, _options with { LearningRate = 0.1, Epochs = 12 }, Token).Of(MetricNames.ValidationLoss);

        // All five words are equally frequent, so the unigram model's loss is ln 5.
        Assert.InRange(losses[^1].Value, 0, 0.05 * Math.Log(5));
    }

    [Fact]
    public void Loss_OfTheHeldOutWords_CoversAllExceptTheLastTwo()
    {
        var data = Tiny.Data(tokens: 1200, heldOut: 0.75);
        using var trainer = Runs.Start(data, _options with { Epochs = 1, ValidationFraction = 0.75 });

        var loss = Runs.Values(trainer.Train(Token)).Single(point => point.Metric == MetricNames.ValidationLoss).Value;

        trainer.Save(File);
        var (weights, text) = (PlainSafeTensors.Read(File).Weights, data.Corpus.Tokens);
        // Words 300 to 1199 are held out; no two words follow 1198 and 1199, and the first words look back into the training part.
        var expected = Enumerable.Range(300, 898).Average(
            at => SlowLoss(weights, text[at], text[at - 2], text[at - 1], text[at + 1], text[at + 2]));
        Assert.Equal(expected, loss, tolerance: 1e-5);
    }

    [Fact]
    public void Train_WithHistograms_ShowsEveryTensorWithAllItsElements()
    {
        using var trainer = Runs.Start(Tiny.Data(), _options with { MaxHistograms = 100 });

        var elements = trainer.Train(Token).First().Histograms.ToDictionary(one => one.Name, one => one.Counts.Sum() + one.NotFinite);

        // V 17, E 4, H 6, B 2; the tables' gradients cover the touched rows only.
        Assert.Equal((4 * 2 * 4, 2 * 6), (elements["outputs/embedding"], elements["outputs/hidden"]));
        Assert.Equal(
            (17 * 4, 16 * 6, 17 * 6),
            (elements["weights/embedding"], elements["weights/hidden/weights"], elements["weights/output/weights"]));
        Assert.Equal((16 * 6, 6), (elements["gradients/hidden/weights"], elements["gradients/hidden/bias"]));
        Assert.InRange(elements["gradients/embedding"], 4, 8 * 4);
        Assert.Equal(12, elements.Count);
    }

    [Fact]
    public void Train_AtAnAbsurdRate_Diverges()
    {
        using var trainer = Runs.Start(Tiny.Data(), _options with { LearningRate = 1e38 });

        Assert.Throws<DivergedException>(() => trainer.Train(Token).Count());
    }

    [Fact]
    public void Trainer_OfTwoEpochs_LeavesNoTensor()
    {
        using var scope = new TorchScope();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        using (var trainer = Runs.Start(Tiny.Data(), _options with { MaxHistograms = 100, ClipNorm = 1 }))
        {
            Assert.Equal(8, trainer.Train(Token).Count());
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Generator_OfItsCheckpoint_SaysThatItWritesNothing()
    {
        using (var trainer = Runs.Start(Tiny.Data(), _options)) { trainer.Save(File); }

        Assert.Equal(
            "A window model predicts a word from those on both sides of it, and writes no text; take a trial of model rnn.",
            Assert.Throws<ModelException>(() => new TextGenerator(Checkpoint.Read(File))).Message);
    }

    [Fact]
    public void Resume_OfTheOtherModelsCheckpoint_NamesTheDifference()
    {
        using (var trainer = Runs.Start(Tiny.Data(), Tiny.Options)) { trainer.Save(File); }

        var message = Assert.Throws<ModelException>(() => Runs.Start(Tiny.Data(), _options, Checkpoint.Read(File))).Message;

        Assert.EndsWith("is the checkpoint of another configuration: its Model is Rnn, not Window.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problem_OfTwoWordsHeldOut_SaysHowManyAreNeeded()
    {
        Assert.Equal(
            "validation_fraction 0.03 of the 80 words of corpus 'tiny' holds out 2, "
                + "and model window needs 3: a word that it predicts has two after it.",
            Tiny.Data(heldOut: 0.03).Problem(_options with { ValidationFraction = 0.03 }));
        Assert.Null(Tiny.Data(heldOut: 0.04).Problem(_options with { ValidationFraction = 0.04 }));
    }

    [Fact]
    public void Problem_OfAllTargets_SaysWhy() => Assert.Equal(
        "targets all is not for model window, which predicts one word of each window: leave targets at last.",
        Tiny.Data().Problem(_options with { Targets = TargetKind.All }));

    [Fact]
    public void Problem_OfWindowsOfTwoGigabytes_NamesTheirFactors()
    {
        // 4 · 2^13 · 2^14 is 2^29 float32 numbers. If the embedding is one narrower, the tensor fits, and the problem is the text's
        // number of rows.
        var options = _options with { BatchSize = 1 << 14, EmbeddingSize = 1 << 13 };

        Assert.StartsWith(
            "4 × batch_size 16384 × embedding_size 8192 float32 numbers take 2 GB", Tiny.Data().Problem(options), StringComparison.Ordinal);
        Assert.DoesNotContain("2 GB", Tiny.Data().Problem(options with { EmbeddingSize = (1 << 13) - 1 }), StringComparison.Ordinal);
    }

    private static double SlowLoss(PlainWeights weights, int target, params int[] window)
    {
        double[] context = [.. window.SelectMany(id => weights.Row("embedding", id))];
        double[] hidden =
        [
            .. weights.Product("hidden/weights", context).Zip(weights.Vector("hidden/bias"), (product, bias) => Math.Tanh(product + bias)),
        ];
        double[] logits =
        [
            .. weights.Product("output/weights", hidden).Zip(weights.Vector("output/bias"), (product, bias) => product + bias),
        ];
        return Math.Log(logits.Sum(Math.Exp)) - logits[target];
    }
}
