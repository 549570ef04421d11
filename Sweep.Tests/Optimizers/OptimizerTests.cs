using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Model.Optimizers;
using Sweep.Tests.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Optimizers;

/// <summary>The three update rules in TensorFlow 1's forms, computed by hand, and the rule that untouched rows do not change.</summary>
public sealed class OptimizerTests
{
    private static readonly long[] _mixed = [4, 0, 3, 1, 2];

    [Fact]
    public void Step_OfMomentum_AccumulatesGradients()
    {
        using var scope = new TorchScope();
        var optimizer = Optimizer.Create(Options(OptimizerKind.Momentum));
        using var weight = Weight(optimizer, 1, -2);

        // Rate 0.1, momentum 0.8: accumulators 0.5, −1, then 0.8 · 0.5 + 0.25 = 0.65 and 0.8 · −1 + 3 = 2.2.
        optimizer.Step([new(weight, TorchScope.Vector(0.5, -1))], 1);
        AssertNumbers([0.95, -1.9], weight.Value);
        optimizer.Step([new(weight, TorchScope.Vector(0.25, 3))], 2);
        AssertNumbers([0.885, -2.12], weight.Value);
        AssertNumbers([0.65, 2.2], weight.Accumulators.Single());
    }

    [Fact]
    public void Step_OfAdam_CorrectsItsBias()
    {
        using var scope = new TorchScope();
        var optimizer = Optimizer.Create(Options(OptimizerKind.Adam));
        using var weight = Weight(optimizer, 1);

        // m = 0.1 · 2, v = 0.001 · 4; rate · sqrt(0.001) / 0.1 · m / (sqrt(v) + 1e-8).
        optimizer.Step([new(weight, TorchScope.Vector(2.0))], 1);
        var first = 1 - (0.1 * Math.Sqrt(0.001) / 0.1 * 0.2 / (Math.Sqrt(0.004) + 1e-8));
        AssertNumbers([first], weight.Value);

        // m = 0.9 · 0.2 + 0.1 · −1 = 0.08, v = 0.999 · 0.004 + 0.001 · 1 = 0.004996; 1 − β1² = 0.19, 1 − β2² = 0.001999.
        optimizer.Step([new(weight, TorchScope.Vector(-1.0))], 2);
        AssertNumbers([first - (0.1 * Math.Sqrt(0.001999) / 0.19 * 0.08 / (Math.Sqrt(0.004996) + 1e-8))], weight.Value);
    }

    [Fact]
    public void Step_OfRmsProp_StartsFromAMeanSquareOfOne()
    {
        using var scope = new TorchScope();
        var optimizer = Optimizer.Create(Options(OptimizerKind.RmsProp));
        using var weight = Weight(optimizer, 1);

        // Mean square 0.9 · 1 + 0.1 · 4 = 1.3, then 0.9 · 1.3 + 0.1 · 1 = 1.27.
        optimizer.Step([new(weight, TorchScope.Vector(2.0))], 1);
        var first = 1 - (0.1 * 2 / Math.Sqrt(1.3 + 1e-10));
        AssertNumbers([first], weight.Value);
        optimizer.Step([new(weight, TorchScope.Vector(-1.0))], 2);
        AssertNumbers([first + (0.1 / Math.Sqrt(1.27 + 1e-10))], weight.Value);
    }

    [Theory]
    [InlineData(OptimizerKind.Momentum)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.RmsProp)]
    public void Step_OfTouchedRows_ChangesNoBitOfTheOthers(OptimizerKind kind)
    {
        using var scope = new TorchScope();
        var optimizer = Optimizer.Create(Options(kind));
        using var table = Table(optimizer);
        optimizer.Step([Touch(table, 0, 1, 2, 3, 4)], 1);
        var before = Snapshot(table);

        optimizer.Step([Touch(table, 3, 1)], 2);

        foreach (var (old, now) in before.Zip(Snapshot(table)))
        {
            Assert.All([0, 2, 4], row => Assert.Equal(old[row], now[row]));
            Assert.All([1, 3], row => Assert.All(old[row].Zip(now[row]), pair => Assert.NotEqual(pair.First, pair.Second)));
        }
    }

    [Theory]
    [InlineData(OptimizerKind.Momentum)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.RmsProp)]
    public void Step_OfAllRowsOfATable_IsTheDenseStep(OptimizerKind kind)
    {
        using var scope = new TorchScope();
        var optimizer = Optimizer.Create(Options(kind));
        using var table = Table(optimizer);
        using var dense = Table(optimizer);
        for (var step = 1; step <= 3; step++)
        {
            var gradient = tensor(Tiny.Numbers(step, 10), [5, 2]);
            var rows = tensor(_mixed);

            optimizer.Step([new(table, gradient.index_select(0, rows), rows), new(dense, gradient)], step);
        }

        AssertNumbers(FiniteDifferences.Numbers(dense.Value), table.Value);
    }

    private static TrainingOptions Options(OptimizerKind kind) =>
        Tiny.Options with { Optimizer = kind, LearningRate = 0.1, Momentum = 0.8 };

    private static Parameter Weight(Optimizer optimizer, params double[] start)
    {
        var weight = new Parameter("weight", tensor(start));
        optimizer.Attach([weight]);
        return weight;
    }

    private static Parameter Table(Optimizer optimizer)
    {
        var table = new Parameter("table", tensor(Tiny.Numbers(50, 10), [5, 2]), isTable: true);
        optimizer.Attach([table]);
        return table;
    }

    private static Gradient Touch(Parameter table, params long[] rows) =>
        new(table, tensor(Tiny.Numbers(60, 2 * rows.Length), [rows.Length, 2]), tensor(rows));

    private static double[][][] Snapshot(Parameter table) =>
        [.. table.Accumulators.Prepend(table.Value).Select(values => FiniteDifferences.Numbers(values).Chunk(2).ToArray())];

    private static void AssertNumbers(double[] expected, Tensor actual) =>
        Assert.Equal(expected, FiniteDifferences.Numbers(actual), (x, y) => Math.Abs(x - y) < 1e-12);
}
