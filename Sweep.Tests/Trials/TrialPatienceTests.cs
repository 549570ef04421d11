using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Trials;

/// <summary>How long a trial has not improved.</summary>
public sealed class TrialPatienceTests
{
    private static readonly Objective _loss = new("val/loss", Goal.Minimize);
    private static readonly ResourceDefinition _epochs = new("epoch") { IsStep = false };

    [Theory]
    [InlineData(new[] { 5.0, 4, 3, 2, 1 }, null)]
    [InlineData(new[] { 5.0, 6, 7, 8, 9 }, 3)]
    [InlineData(new[] { 5.0, 5, 5, 5, 5 }, 3)]
    [InlineData(new[] { 5.0, 6, 4, 5, 4 }, 5)]
    [InlineData(new[] { double.NaN, 5, double.NaN, double.NaN, 1 }, 4)]
    [InlineData(new[] { double.NaN, double.NaN, 1, 2, 3 }, 2)]
    public void After_EpochsWithTheseLosses_IsOverTwoEpochsBehindTheBest(double[] losses, int? at)
    {
        var (patience, over) = (new TrialPatience(2), new List<int>());
        foreach (var (index, loss) in losses.Index())
        {
            patience = patience.After(Epoch(index + 1, loss), _loss, _epochs);
            if (patience.IsOver) { over.Add(index + 1); }
        }

        Assert.Equal(at, over.Cast<int?>().FirstOrDefault());
    }

    [Fact]
    public void After_EpochsWithoutTheObjective_GoesOnUntilItsNextValue()
    {
        var patience = new TrialPatience(2).After(Epoch(1, 5), _loss, _epochs);
        foreach (var epoch in new[] { 2, 3, 4 })
        {
            patience = patience.After([new("epoch", 10 * epoch, epoch)], _loss, _epochs);
            Assert.False(patience.IsOver);
        }

        Assert.False(patience.After(Epoch(5, 4), _loss, _epochs).IsOver);
        Assert.True(patience.After(Epoch(5, 6), _loss, _epochs).IsOver);
    }

    [Fact]
    public void After_StepsOfATrainableThatCountsThem_CountsSteps()
    {
        var patience = new TrialPatience(100).After([new("loss", 10, 1)], new("loss", Goal.Maximize), ResourceDefinition.Steps);

        Assert.False(patience.After([new("loss", 109, 1)], new("loss", Goal.Maximize), ResourceDefinition.Steps).IsOver);
        var over = patience.After([new("loss", 110, 0.5)], new("loss", Goal.Maximize), ResourceDefinition.Steps);
        Assert.Equal(
            "patience: loss has not improved in 100 steps; the best is 1 at step 10",
            over.Reason(new("loss", Goal.Maximize), ResourceDefinition.Steps));
    }

    [Fact]
    public void Reason_WithoutANumber_SaysSo() => Assert.Equal(
        "patience: val/loss has not been a number in 1 epoch",
        new TrialPatience(1).After(Epoch(1, double.NaN), _loss, _epochs).Reason(_loss, _epochs));

    private static ImmutableArray<MetricPoint> Epoch(int number, double loss) =>
        [new("val/loss", 10 * number, loss), new("epoch", 10 * number, number)];
}
