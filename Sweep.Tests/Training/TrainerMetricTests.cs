using Microsoft.Extensions.Time.Testing;
using Sweep.Model.Configuration;
using Sweep.Model.Training;

namespace Sweep.Tests.Training;

/// <summary>Which metrics a trainer yields, when, and over what they average. An epoch of this text has 28 steps.</summary>
public sealed class TrainerMetricTests
{
    private static readonly string[] _always =
        [MetricNames.TrainLoss, MetricNames.TrainLoss20, MetricNames.GradientNorm, MetricNames.StepsPerSecond];

    private static readonly string[] _atEpochs =
        [MetricNames.Epoch, MetricNames.ValidationLoss, MetricNames.ValidationNce, MetricNames.ValidationPerplexity];

    private static readonly string[] _atTheEnd = [MetricNames.TextDistinct2, MetricNames.TextLongestRepeat];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_OfTwoEpochs_HasPointsAtEachIntervalAndEachEpochsLastStep()
    {
        using var trainer = Runs.Start(Tiny.Data(), Tiny.Options with { SummaryInterval = 12 });

        var points = trainer.Train(Token).ToList();

        Assert.Equal((28, 56L), (trainer.StepsPerEpoch, trainer.TotalSteps));
        Assert.Equal([12, 24, 28, 36, 48, 56], points.Select(point => point.Step));
        foreach (var point in points)
        {
            Assert.Equal(point.Step % 28 == 0, point.EpochEnded);
            string[] ended = [.. _always, .. _atEpochs, .. point.Step == 56 ? _atTheEnd : []];
            Assert.Equal(point.EpochEnded ? ended.Order() : _always.Order(), point.Values.Select(value => value.Metric).Order());
        }
    }

    [Fact]
    public void Train_WithoutHeldOutWords_HasNoValidation()
    {
        using var trainer = Runs.Start(Tiny.Data(heldOut: 0), Tiny.Options with { ValidationFraction = 0 });

        var last = trainer.Train(Token).Last();

        Assert.Equal([.. _always, MetricNames.Epoch, .. _atTheEnd], last.Values.Select(value => value.Metric));
    }

    [Fact]
    public void TrainLoss_OfAPoint_IsTheMeanSinceTheLastPoint()
    {
        var losses = LossOfEachStep();

        var points = Runs.Whole(Tiny.Data(), Tiny.Options with { SummaryInterval = 12 }, Token).Of(MetricNames.TrainLoss);

        (int From, int To)[] windows = [(0, 12), (12, 24), (24, 28), (28, 36), (36, 48), (48, 56)];
        Assert.Equal(windows.Select(window => ((long)window.To, losses[window.From..window.To].Average())), points, Close);
    }

    [Fact]
    public void TrainLoss20_OfAPoint_IsTheMeanOfTheLastTwentySteps()
    {
        var losses = LossOfEachStep();

        var points = Runs.Whole(Tiny.Data(), Tiny.Options with { SummaryInterval = 12 }, Token).Of(MetricNames.TrainLoss20);

        // At step 12 there are only 12 losses; later means reach across points and epochs.
        (int From, int To)[] windows = [(0, 12), (4, 24), (8, 28), (16, 36), (28, 48), (36, 56)];
        Assert.Equal(windows.Select(window => ((long)window.To, losses[window.From..window.To].Average())), points, Close);
    }

    [Fact]
    public void Epoch_OfEachLastStep_CountsFromOne()
    {
        Assert.Equal([(28, 1.0), (56, 2.0)], Runs.Whole(Tiny.Data(), Tiny.Options, Token).Of(MetricNames.Epoch));
    }

    [Fact]
    public void GradientNorm_OfAClippedTraining_IsThatBeforeClipping()
    {
        var free = Runs.Whole(Tiny.Data(), Tiny.Options with { SummaryInterval = 1 }, Token);
        var clipped = Runs.Whole(Tiny.Data(), Tiny.Options with { SummaryInterval = 1, ClipNorm = 0.01 }, Token);

        Assert.Equal(free.Of(MetricNames.GradientNorm)[0], clipped.Of(MetricNames.GradientNorm)[0]);
        Assert.True(clipped.Of(MetricNames.GradientNorm)[0].Value > 0.01);
        Assert.NotEqual(free.Hash, clipped.Hash);
    }

    [Fact]
    public void StepsPerSecond_OfAPoint_TimesTheStepsAlone()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(2) };
        using var trainer = new Trainer(Tiny.Data(), Tiny.Options with { SummaryInterval = 14, Epochs = 1 }, time);

        var speeds = new List<double>();
        foreach (var point in trainer.Train(Token))
        {
            speeds.AddRange(point.Values.Where(value => value.Metric == MetricNames.StepsPerSecond).Select(value => value.Value));
            time.Advance(TimeSpan.FromHours(1));
        }

        // The clock moves 2 s at each reading, and each step reads it before and after; the hour between belongs to the caller, which
        // reads the points.
        Assert.Equal([0.5, 0.5], speeds);
    }

    private static double[] LossOfEachStep() =>
        [
            .. Runs.Whole(Tiny.Data(), Tiny.Options with { SummaryInterval = 1 }, Token)
                .Of(MetricNames.TrainLoss).Select(point => point.Value),
        ];

    private static bool Close((long Step, double Value) a, (long Step, double Value) b) =>
        a.Step == b.Step && Math.Abs(a.Value - b.Value) < 1e-12;
}
