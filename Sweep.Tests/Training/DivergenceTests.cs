using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Training;

namespace Sweep.Tests.Training;

public sealed class DivergenceTests
{
    [Theory]
    [MemberData(nameof(Tiny.CellsAndOptimizers), MemberType = typeof(Tiny))]
    public void Train_AtAnAbsurdRate_SaysWhichMetricDivergedAndWhen(CellKind cell, OptimizerKind optimizer)
    {
        using var trainer = Runs.Start(Tiny.Data(), Tiny.Options with { Cell = cell, Optimizer = optimizer, LearningRate = 1e38 });

        var exception = Assert.Throws<DivergedException>(() => trainer.Train(TestContext.Current.CancellationToken).Count());

        Assert.InRange(exception.Step, 2, trainer.TotalSteps);

        // A training loss is taken before the update of its step.
        var updates = exception.Message.StartsWith("train", StringComparison.Ordinal) ? exception.Step - 1 : exception.Step;
        Assert.Equal((updates, updates), (trainer.Step, trainer.Vectors().Step));
        Assert.Matches($@"^(train|val)/loss became (NaN|Infinity|∞) at step {exception.Step}\.$", exception.Message);
    }

    [Fact]
    public void Train_WhenItsOnlyStepBreaksTheNetwork_DivergesAtTheValidation()
    {
        // Two rows of five words hold one window, so the training loss is taken once, before the step.
        var data = Tiny.Data(tokens: 20, heldOut: 0.5);
        using var trainer = Runs.Start(data, Tiny.Options with { LearningRate = 3e38, Epochs = 1, ValidationFraction = 0.5 });

        var exception = Assert.Throws<DivergedException>(() => trainer.Train(TestContext.Current.CancellationToken).Count());

        Assert.StartsWith("val/loss became ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, exception.Step);
    }

    [Theory]
    [InlineData(OptimizerKind.Momentum)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.RmsProp)]
    public void Train_AtARateBeyondTheNumberFormat_DivergesOrIsRefusedInOneLine(OptimizerKind optimizer)
    {
        var exception = Record.Exception(() =>
        {
            using var trainer = Runs.Start(Tiny.Data(), Tiny.Options with { Optimizer = optimizer, LearningRate = 1e300 });
            _ = trainer.Train(TestContext.Current.CancellationToken).Count();
        });

        Assert.True(exception is DivergedException or ModelException, exception?.ToString());
    }
}
