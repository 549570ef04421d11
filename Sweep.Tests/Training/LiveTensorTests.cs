using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Generation;
using Sweep.Model.Training;
using Sweep.Tests.Native;
using Sweep.Tests.Networks;
using TorchSharp;

namespace Sweep.Tests.Training;

/// <summary>A process trains thousands of trials, so each has to leave as many tensors as it found.</summary>
public sealed class LiveTensorTests
{
    [Theory]
    [MemberData(nameof(Tiny.CellsAndOptimizers), MemberType = typeof(Tiny))]
    public void Trainer_OfTwoHundredSteps_LeavesNoTensor(CellKind cell, OptimizerKind optimizer)
    {
        var options = Tiny.Options with { Cell = cell, Optimizer = optimizer, ClipNorm = 1, Epochs = 8 };

        AssertLeavesNothing(() =>
        {
            using var trainer = Runs.Start(Tiny.Data(), options);
            Assert.Equal(8, trainer.Train(TestContext.Current.CancellationToken).Count(point => point.EpochEnded));
            Assert.Equal(224, trainer.Step);
        });
    }

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Trainer_WhileItTrains_HoldsAConstantNumberOfTensors(CellKind cell)
    {
        using var trainer = Runs.Start(Tiny.Data(), Tiny.Options with { Cell = cell });
        trainer.Advance();
        var before = Live;

        for (var i = 0; i < 50; i++)
        {
            trainer.Advance();
        }

        Assert.Equal(before, Live);
    }

    [Fact]
    public void CheckpointAndGenerator_AfterUse_LeaveNoTensor()
    {
        using var folder = new TemporaryFolder();

        AssertLeavesNothing(() =>
        {
            using var trainer = Runs.Start(Tiny.Data(), Tiny.Options);
            trainer.Save(folder.Name("checkpoint"));
            using var resumed = Runs.Start(Tiny.Data(), Tiny.Options, Checkpoint.Read(folder.Name("checkpoint")));
            using var generator = new TextGenerator(Checkpoint.Read(folder.Name("checkpoint")));
            generator.Generate(["w1", "w2", "w3"], 20, new(), seed: 1, TestContext.Current.CancellationToken);
        });
    }

    [Fact]
    public void Trainer_WhenItRejectsItsCheckpoint_LeavesNoTensor()
    {
        using var folder = new TemporaryFolder();
        using var trainer = Runs.Start(Tiny.Data(), Tiny.Options);
        trainer.Save(folder.Name("checkpoint"));

        AssertLeavesNothing(() => Assert.Throws<ModelException>(
            () => Runs.Start(Tiny.Data(), Tiny.Options with { RnnSize = 9 }, Checkpoint.Read(folder.Name("checkpoint")))));
    }

    [Fact]
    public void Trainer_WhenItDiverges_LeavesNoTensor() => AssertLeavesNothing(() =>
    {
        using var trainer = Runs.Start(Tiny.Data(), Tiny.Options with { LearningRate = 1e38 });
        Assert.Throws<DivergedException>(() => trainer.Train(TestContext.Current.CancellationToken).Count());
    });

    /// <summary>The number of tensors of this thread that are not disposed.</summary>
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    private static void AssertLeavesNothing(Action use)
    {
        using (new TorchScope())
        {
            var before = Live;
            use();
            Assert.Equal(before, Live);
        }
    }
}
