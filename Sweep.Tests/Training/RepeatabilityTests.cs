using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Model.Training;
using Sweep.Tests.Native;

namespace Sweep.Tests.Training;

/// <summary>
/// A configuration and its seed determine every bit, whatever else runs at the same time and however often the training is interrupted.
/// </summary>
public sealed class RepeatabilityTests
{
    // Some hundred steps are enough, because every step depends on a configuration's sizes.
    private const int FewTokens = 4_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public async Task Train_WithFourAtOnce_EndsAsItDoesAlone(CellKind cell)
    {
        // As wide as real networks, because libraries choose their algorithm by the size.
        var options = Tiny.Options with
        {
            Cell = cell,
            EmbeddingSize = 64,
            RnnSize = 96,
            HiddenSize = 64,
            SequenceLength = 10,
            BatchSize = 32,
            NegativeSamples = 64,
            Targets = TargetKind.All,
            Epochs = 1,
            ValidationFraction = 0.02,
        };
        var sample = CorpusSource.Load("sample", ".", Token);
        var data = new TrainingData(sample with { Tokens = sample.Tokens[..FewTokens] }, 50_000, 0.02);
        Runs.Outcome[] alone = [.. Enumerable.Range(1, 4).Select(seed => Runs.Whole(data, options with { Seed = seed }, Token))];

        var together = await Task.WhenAll(Enumerable.Range(1, 4).Select(seed => Task.Factory.StartNew(
            () => Runs.Whole(data, options with { Seed = seed }, Token), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(4, alone.Select(outcome => outcome.Hash).Distinct().Count());
        foreach (var (first, second) in alone.Zip(together))
        {
            first.AssertSame(second);
        }
    }

    [Theory]
    [MemberData(nameof(Tiny.CellsAndOptimizers), MemberType = typeof(Tiny))]
    public void Train_InterruptedThreeTimes_EndsAsUninterrupted(CellKind cell, OptimizerKind optimizer)
    {
        using var folder = new TemporaryFolder();
        var options = Tiny.Options with { Cell = cell, Optimizer = optimizer, ClipNorm = 0.5, LearningRate = 0.01 };
        var whole = Runs.Whole(Tiny.Data(), options, Token);

        // Between two points, at a point, and in the second epoch between an epoch's end and a point.
        var resumed = Runs.Interrupted(Tiny.Data(), options, folder.Name("checkpoint"), [5, 14, 31], Token);

        whole.AssertSame(resumed);
    }

    [Fact]
    public async Task Train_CancelledFromAnotherThread_ContinuesWhereItStopped()
    {
        using var folder = new TemporaryFolder();
        var options = Tiny.Options with { Epochs = 20, SummaryInterval = 100 };
        var points = new List<(long, string, double)>();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var first = Runs.Start(Tiny.Data(), options);
        var canceller = Task.Run(() => CancelAfter(first, 40, cancellation), Token);

        points.AddRange(Runs.Values(first.Train(cancellation.Token)));
        await canceller;
        first.Save(folder.Name("checkpoint"));
        using var second = Runs.Start(Tiny.Data(), options, Checkpoint.Read(folder.Name("checkpoint")));
        Assert.Equal(first.Step, second.Step);
        points.AddRange(Runs.Values(second.Train(Token)));

        Runs.Whole(Tiny.Data(), options, Token).AssertSame(new(second.WeightsHash(), points));
    }

    [Fact]
    public void Train_CancelledBeforeItStarts_DoesNothing()
    {
        using var trainer = Runs.Start(Tiny.Data(), Tiny.Options);
        var hash = trainer.WeightsHash();

        Assert.Empty(trainer.Train(new CancellationToken(canceled: true)));
        Assert.Equal((0L, hash), (trainer.Step, trainer.WeightsHash()));
    }

    [Fact]
    public void Train_ResumedAtItsEnd_HasNothingLeftToDo()
    {
        using var folder = new TemporaryFolder();
        var outcome = Runs.Interrupted(Tiny.Data(), Tiny.Options, folder.Name("checkpoint"), [56], Token);

        Runs.Whole(Tiny.Data(), Tiny.Options, Token).AssertSame(outcome);
    }

    [Fact]
    public void Train_ResumedForMoreEpochs_EndsLikeOneRunOfAllEpochs()
    {
        using var folder = new TemporaryFolder();
        using var first = Runs.Start(Tiny.Data(), Tiny.Options);
        // Metrics that are measured once, at the end, are measured at both ends.
        var points = Runs.Values(first.Train(Token)).Where(point => !point.Metric.StartsWith("text/", StringComparison.Ordinal)).ToList();
        first.Save(folder.Name("checkpoint"));

        var longer = Tiny.Options with { Epochs = 3 };
        using var second = Runs.Start(Tiny.Data(), longer, Checkpoint.Read(folder.Name("checkpoint")));
        points.AddRange(Runs.Values(second.Train(Token)));

        Runs.Whole(Tiny.Data(), longer, Token).AssertSame(new(second.WeightsHash(), points));
    }

    private static void CancelAfter(Trainer trainer, long step, CancellationTokenSource cancellation)
    {
        while (trainer.Step < step)
        {
            Thread.Yield();
        }

        cancellation.Cancel();
    }
}
