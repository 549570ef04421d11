using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>
/// Products in bfloat16, by the processor and emulated. If the processor has no such instructions, libtorch computes the first kind too,
/// but slowly.
/// </summary>
public sealed class ProductsTests
{
    private const int Steps = 6;
    private const int Embedding = 9;
    private const int Size = 13;

    // A bfloat16 has a precision of 8 bits.
    private const double Rounding = 1.0 / (1 << 8);

    public static TheoryData<string> All => [nameof(BFloat16Products), nameof(RoundedProducts)];

    [Theory]
    [MemberData(nameof(All))]
    public void Multiply_OfOperands_RoundsThemAndTheSumToEightBits(string name)
    {
        using var scope = new TorchScope();
        var products = Create(name);

        // 1 + 2^−9 is nearest to 1, and 1 + 3 · 2^−8 lies midway between two numbers, and 1 + 2^−6 is the even one. 300 + 1 = 301 lies
        // between 300 and 302.
        var left = products.Operand(tensor([1 + (1f / 512), 1 + (3f / 256), 300, 1], [2, 2]));
        var right = products.Operand(tensor([1f, 0, 0, 1], [2, 2]));
        var sums = products.Multiply(products.Operand(tensor([300f, 1, 302, 1], [2, 2])), products.Operand(tensor([1f, 1], [2, 1])));

        Assert.Equal([1f, 1 + (1f / 64), 300, 1], Floats(products.Multiply(left, right)));
        Assert.Equal([300f, 304], Floats(sums)); // 301 and 303, each to the even one of its neighbours
    }

    [Theory]
    [MemberData(nameof(All))]
    public void AssignAndAdd_ToATarget_KeepItsOwnFormat(string name)
    {
        using var scope = new TorchScope();
        var products = Create(name);
        var right = products.Operand(tensor([2f], [1, 1]));
        var (assigned, added) = (tensor([5f], [1, 1]), tensor([1 + (1f / 1024)], [1, 1]));

        products.Assign(assigned, tensor([3f], [1, 1]), right);
        products.Add(added, tensor([3f], [1, 1]), right);

        Assert.Equal([6f], Floats(assigned));
        Assert.Equal([7 + (1f / 1024)], Floats(added));
    }

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Cell_InBFloat16_IsNearTheExactOneAndNotTheSame(CellKind kind)
    {
        using var scope = new TorchScope();
        var (exact, rounded, computed) = (Run(kind, Products.Exact), Run(kind, new RoundedProducts()), Run(kind, new BFloat16Products()));

        // Six steps follow one another in both directions, and each product loses some of the eight bits.
        for (var i = 0; i < exact.Length; i++)
        {
            var largest = exact[i].Max(Math.Abs);
            Assert.NotEqual(exact[i], rounded[i]);
            AssertNear(exact[i], rounded[i], largest * 8 * Rounding);
            AssertNear(rounded[i], computed[i], largest * 8 * Rounding);
        }
    }

    [Theory]
    [InlineData(CellKind.Basic)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.Lstm)]
    public void Cell_InEvaluation_IsExactAtAnyPrecision(CellKind kind)
    {
        using var scope = new TorchScope();
        using var exact = Create(kind, Products.Exact);
        using var rounded = Create(kind, new RoundedProducts());

        Assert.Equal(
            Floats(exact.Forward(Words, Positions, Steps, keep: false)), Floats(rounded.Forward(Words, Positions, Steps, keep: false)));
    }

    private static Tensor Words => tensor(Tiny.Numbers(1, 4 * Embedding), [4, Embedding], ScalarType.Float32);

    private static Tensor Positions => tensor([0L, 1, 2, 3, 0, 0, 3, 1, 2, 2, 1, 3]);

    /// <summary>Returns the outputs, then the gradients with respect to the words and to each weight.</summary>
    private static double[][] Run(CellKind kind, Products products)
    {
        using var cell = Create(kind, products);
        var outputs = cell.Forward(Words, Positions, Steps, keep: true).clone();
        var (rows, weights) = cell.Backward(tensor(Tiny.Numbers(2, Steps * 2 * Size), [Steps, 2, Size], ScalarType.Float32));
        return [.. new[] { outputs, rows }.Concat(weights.Select(gradient => gradient.Value)).Select(Numbers)];
    }

    private static double[] Numbers(Tensor tensor) => FiniteDifferences.Numbers(tensor.to_type(ScalarType.Float64));

    private static RecurrentCell Create(CellKind kind, Products products)
    {
        var values = new InitialValues(InitializationKind.Scaled, Sweep.Model.SeededRandom.For(1, "cells"), ScalarType.Float32);
        return kind switch
        {
            CellKind.Basic => new BasicCell(Embedding, Size, values, products),
            CellKind.Gru => new GruCell(Embedding, Size, values, products),
            _ => new LstmCell(Embedding, Size, values, products),
        };
    }

    private static Products Create(string name) => name == nameof(BFloat16Products) ? new BFloat16Products() : new RoundedProducts();

    private static float[] Floats(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private static void AssertNear(double[] expected, double[] actual, double tolerance) =>
        Assert.All(
            expected.Zip(actual),
            pair => Assert.True(
                Math.Abs(pair.First - pair.Second) <= tolerance, $"{pair.First} and {pair.Second} are more than {tolerance} apart"));
}
