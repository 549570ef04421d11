using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Tests.Checkpoints;
using Sweep.Tests.Native;
using Sweep.Tests.Training;
using TorchSharp;

namespace Sweep.Tests.Histograms;

/// <summary>The histograms of a training. An epoch of this text has 28 steps, and a summary interval 7.</summary>
public sealed class TrainerHistogramTests
{
    private static readonly TrainingOptions _options = Tiny.Options with { MaxHistograms = 100 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CellKind.Basic, 3)]
    [InlineData(CellKind.Gru, 4)]
    [InlineData(CellKind.Lstm, 3)]
    public void Train_OfACell_ShowsEveryTensorWithAllItsElements(CellKind cell, int rnn)
    {
        var histograms = Points(_options with { Cell = cell })[0].Histograms.ToDictionary(one => one.Name, Elements);

        // V 17, E 4, R 5, H 6, T 3, B 2.
        Assert.Equal(5 + rnn, histograms.Keys.Count(name => name.StartsWith("weights/", StringComparison.Ordinal)));
        Assert.Equal(5 + rnn, histograms.Keys.Count(name => name.StartsWith("gradients/", StringComparison.Ordinal)));
        Assert.Equal(
            (17 * 4, 17 * 6, 17),
            (histograms["weights/embedding"], histograms["weights/output/weights"], histograms["weights/output/bias"]));
        Assert.Equal((5 * 6, 6), (histograms["gradients/hidden/weights"], histograms["gradients/hidden/bias"]));
        Assert.Equal(
            (3 * 2 * 4, 3 * 2 * 5, 2 * 6), (histograms["outputs/embedding"], histograms["outputs/rnn"], histograms["outputs/hidden"]));
        Assert.All(
            histograms.Where(one => one.Key.StartsWith("gates/", StringComparison.Ordinal)), gate => Assert.Equal(3 * 2 * 5, gate.Value));
    }

    [Fact]
    public void Train_OfAnLstm_ShowsItsGates()
    {
        var gates = Points(_options)[0].Histograms.Where(one => one.Name.StartsWith("gates/", StringComparison.Ordinal)).ToList();

        Assert.Equal(["gates/input", "gates/forget", "gates/candidate", "gates/output"], gates.Select(gate => gate.Name));
        // The histograms are of the gates, not of the gradients with which backward overwrites them: three of the gates are σ of something.
        Assert.All(gates.Where(gate => gate.Name != "gates/candidate"), gate => Assert.InRange(gate.Left, 0.05, 1));
    }

    [Fact]
    public void Train_OfATable_ShowsTheGradientsOfTheTouchedRowsAlone()
    {
        foreach (var histograms in Points(_options).Where(point => point.Histograms.Count > 0).Select(point => point.Histograms))
        {
            // A window has at most 6 words, and a step at most 2 targets and 5 negatives.
            Assert.InRange(Elements(histograms.Single(one => one.Name == "gradients/embedding")), 4, 6 * 4);
            Assert.InRange(Elements(histograms.Single(one => one.Name == "gradients/output/bias")), 5, 7);
        }
    }

    [Fact]
    public void Train_OfAStep_ShowsTheWeightsThatItMade()
    {
        using var folder = new TemporaryFolder();
        using var trainer = Runs.Start(Tiny.Data(), _options);
        using var points = trainer.Train(Token).GetEnumerator();
        points.MoveNext();
        trainer.Save(folder.Name("checkpoint"));

        var numbers = PlainSafeTensors.Read(folder.Name("checkpoint")).Weights.Vector("rnn/state_weights");
        var shown = points.Current.Histograms.Single(one => one.Name == "weights/rnn/state_weights");
        Assert.Equal((numbers.Min(), numbers.Max()), (shown.Left, shown.Right));
    }

    [Fact]
    public void Train_WithAtMostThree_ShowsThemAtEveryThirdInterval()
    {
        // 56 steps have 8 intervals of 7.
        var steps = Points(_options with { MaxHistograms = 3 }).Where(point => point.Histograms.Count > 0).Select(point => point.Step);

        Assert.Equal([21L, 42], steps);
    }

    [Fact]
    public void Train_ShorterThanAnInterval_ShowsItsLastStep()
    {
        var points = Points(_options with { SummaryInterval = 250 });

        // Two epochs of 28 steps, each of which ends with a point.
        Assert.Equal([(28L, false), (56, true)], points.Select(point => (point.Step, point.Histograms.Count > 0)));
    }

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Train_WithAndWithoutHistograms_EndsTheSame(CellKind cell)
    {
        var options = _options with { Cell = cell, ClipNorm = 0.5, SummaryInterval = 1 };

        Runs.Whole(Tiny.Data(), options, Token).AssertSame(Runs.Whole(Tiny.Data(), options with { MaxHistograms = 0 }, Token));
    }

    [Theory]
    [InlineData(CellKind.Gru, 100)]
    [InlineData(CellKind.Lstm, 3)]
    public void Train_Resumed_ShowsTheHistogramsOfAnUninterruptedRun(CellKind cell, int most)
    {
        using var folder = new TemporaryFolder();
        var options = _options with { Cell = cell, MaxHistograms = most };
        using var first = Runs.Start(Tiny.Data(), options);
        var points = first.Train(Token).Take(4).ToList();
        first.Save(folder.Name("checkpoint"));
        using var second = Runs.Start(Tiny.Data(), options, Checkpoint.Read(folder.Name("checkpoint")));
        points.AddRange(second.Train(Token));

        Assert.Equivalent(Points(options).Select(Shown), points.Select(Shown), strict: true);
    }

    [Fact]
    public void Train_WhileItShows_HoldsAConstantNumberOfTensors()
    {
        using var trainer = Runs.Start(Tiny.Data(), _options with { Cell = CellKind.Gru, SummaryInterval = 1 });
        trainer.Advance();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        for (var i = 0; i < 50; i++)
        {
            trainer.Advance();
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static object Shown(TrainingPoint point) => new { point.Step, point.Histograms, point.Sample };

    private static long Elements(Histogram histogram) => histogram.Counts.Sum() + histogram.NotFinite;

    private static List<TrainingPoint> Points(TrainingOptions options)
    {
        using var trainer = Runs.Start(Tiny.Data(), options);
        return [.. trainer.Train(Token)];
    }
}
