using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>
/// Training uses float32, with exponentials and loops of its own. These tests compare it with float64, which the tests of the equations
/// and of finite differences check.
/// </summary>
public sealed class CellFormatTests
{
    private const int Embedding = 3;

    // The precision of a float, less what the sums of some steps lose.
    private const double Tolerance = 1e-5;

    public static TheoryData<CellKind, int> CellsAndSizes =>
        new MatrixTheoryData<CellKind, int>([CellKind.Basic, CellKind.Gru, CellKind.Lstm], [1, 5, 8, 13]);

    [Theory]
    [MemberData(nameof(CellsAndSizes))]
    public void Cell_InFloat32_HasTheOutputsAndGradientsOfFloat64(CellKind kind, int size)
    {
        using var scope = new TorchScope();
        using var wide = Create(kind, size, ScalarType.Float64);
        using var narrow = Create(kind, size, ScalarType.Float32);
        Copy(wide, narrow);

        AssertNear(Run(wide, size, 4, 2, ScalarType.Float64), Run(narrow, size, 4, 2, ScalarType.Float32));
    }

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Cell_WhenWindowsChangeTheirShape_ComputesLikeANewCell(CellKind kind)
    {
        using var scope = new TorchScope();
        using var used = Create(kind, 5, ScalarType.Float32);
        using var fresh = Create(kind, 5, ScalarType.Float32);
        Run(used, 5, 4, 2, ScalarType.Float32);
        Run(used, 5, 1, 3, ScalarType.Float32);

        Assert.Equal(Run(fresh, 5, 4, 2, ScalarType.Float32), Run(used, 5, 4, 2, ScalarType.Float32));
    }

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Cell_EvaluatedBetweenForwardAndBackward_HasTheSameGradientsAndGates(CellKind kind)
    {
        using var scope = new TorchScope();
        using var disturbed = Create(kind, 5, ScalarType.Float32);
        using var fresh = Create(kind, 5, ScalarType.Float32);
        void Disturb() => disturbed.Forward(Numbers(7, [2, Embedding], ScalarType.Float32), tensor([0L, 1, 1]), 3, keep: false);

        Assert.Equal(Run(fresh, 5, 4, 2, ScalarType.Float32), Run(disturbed, 5, 4, 2, ScalarType.Float32, Disturb));
    }

    [Fact]
    public void NceLoss_InFloat32_HasTheLossAndGradientsOfFloat64()
    {
        using var scope = new TorchScope();

        // More negatives than a vector has lanes, and not a multiple of them.
        AssertNear(Nce(ScalarType.Float64), Nce(ScalarType.Float32));
    }

    private static double[][] Nce(ScalarType type)
    {
        var correction = new NceLoss.Correction(Numbers(4, [3], type), Numbers(5, [19], type));
        var result = NceLoss.Compute(Numbers(1, [3, 4], type), Numbers(2, [22, 4], type), Numbers(3, [22], type), correction);
        return [.. new[] { result.Loss, result.Hidden, result.Weights, result.Bias }.Select(Doubles)];
    }

    /// <summary>Returns outputs, gates, and gradients with respect to the words and to each weight.</summary>
    private static double[][] Run(RecurrentCell cell, int size, int length, int batch, ScalarType type, Action? between = null)
    {
        var positions = tensor(Enumerable.Range(0, length * batch).Select(i => (long)(i * i % 5)).ToArray());
        var outputs = cell.Forward(Numbers(1, [5, Embedding], type), positions, length, keep: true).clone();
        between?.Invoke();
        double[][] gates = [.. cell.Gates().SelectMany(gate => gate.Tensors).Select(Doubles)];
        var (rows, weights) = cell.Backward(Numbers(2, [length, batch, size], type));
        return [Doubles(outputs), .. gates, Doubles(rows), .. weights.Select(gradient => Doubles(gradient.Value))];
    }

    private static RecurrentCell Create(CellKind kind, int size, ScalarType type)
    {
        var values = new InitialValues(InitializationKind.Scaled, SeededRandom.For(1, "cells"), type);
        return kind switch
        {
            CellKind.Basic => new BasicCell(Embedding, size, values),
            CellKind.Gru => new GruCell(Embedding, size, values),
            _ => new LstmCell(Embedding, size, values),
        };
    }

    private static void Copy(RecurrentCell source, RecurrentCell target)
    {
        foreach (var (from, to) in source.Parameters.Zip(target.Parameters)) { to.Value.copy_(from.Value); }
    }

    private static Tensor Numbers(int seed, long[] shape, ScalarType type) =>
        tensor(Tiny.Numbers(seed, (int)shape.Aggregate(1L, (product, size) => product * size)), shape, type);

    private static double[] Doubles(Tensor tensor) => FiniteDifferences.Numbers(tensor.to_type(ScalarType.Float64));

    private static void AssertNear(double[][] expected, double[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (first, second) in expected.Zip(actual))
        {
            var largest = Math.Max(first.Max(Math.Abs), 1e-3);
            Assert.Equal(first, second, (x, y) => Math.Abs(x - y) <= Tolerance * largest);
        }
    }
}
