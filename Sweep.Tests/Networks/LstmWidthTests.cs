using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>
/// The LSTM in float32, trained and only evaluated, at many widths: its products take other ways at each. It is compared with float64,
/// which is tested with the equations and with finite differences.
/// </summary>
public sealed class LstmWidthTests
{
    private const int Embedding = 64;
    private const int Length = 20;
    private const int Batch = 32;
    private const int Words = 300;

    // Bits of a float, less what the sums over a window lose.
    private const double Tolerance = 1e-5;

    public static TheoryData<int> Widths =>
        [5, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 100, 112, 128, 144, 160, 192, 200, 224, 256];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Lstm_InFloat32_HasTheOutputsAndGradientsOfFloat64(int size)
    {
        using var scope = new TorchScope();
        using var wide = new LstmCell(Embedding, size, Values(ScalarType.Float64));
        using var narrow = new LstmCell(Embedding, size, Values(ScalarType.Float32));
        var expected = Train(wide, size, ScalarType.Float64);

        AssertNear(expected[0], Forward(narrow, ScalarType.Float32, keep: false));
        Assert.All(expected.Zip(Train(narrow, size, ScalarType.Float32)), pair => AssertNear(pair.First, pair.Second));
        AssertNear(expected[0], Forward(narrow, ScalarType.Float32, keep: false));
    }

    private static InitialValues Values(ScalarType type) => new(InitializationKind.Scaled, SeededRandom.For(1, "cells"), type);

    /// <summary>Outputs, and gradients by the words and by each weight.</summary>
    private static Tensor[] Train(RecurrentCell cell, int size, ScalarType type)
    {
        var outputs = Forward(cell, type, keep: true).clone();
        var (rows, weights) = cell.Backward(Uniform(2, [Length, Batch, size], type));
        return [outputs, rows, .. weights.Select(gradient => gradient.Value)];
    }

    private static Tensor Forward(RecurrentCell cell, ScalarType type, bool keep)
    {
        var positions = tensor(Enumerable.Range(0, Length * Batch).Select(i => (long)(i * i % Words)).ToArray());
        return cell.Forward(Uniform(1, [Words, Embedding], type), positions, Length, keep);
    }

    private static Tensor Uniform(int seed, long[] shape, ScalarType type) =>
        tensor(Tiny.Numbers(seed, (int)shape.Aggregate(1L, (product, size) => product * size)), shape, type);

    private static double[] Numbers(Tensor tensor) => FiniteDifferences.Numbers(tensor.to_type(ScalarType.Float64));

    private static void AssertNear(Tensor expected, Tensor actual)
    {
        var (first, second) = (Numbers(expected), Numbers(actual));
        var largest = first.Max(Math.Abs);
        Assert.Equal(first, second, (x, y) => Math.Abs(x - y) <= Tolerance * largest);
    }
}
