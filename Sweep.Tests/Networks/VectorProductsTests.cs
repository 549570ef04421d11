using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>
/// Products are compared, bit for bit, with loops that add the terms up one after the other. So their bits depend on neither the shape nor
/// the processor.
/// </summary>
public sealed class VectorProductsTests
{
    private static readonly VectorProducts _products = new();

    /// <summary>
    /// Rows, terms and columns: whole tiles of both vector widths, and everything that can remain of them; more terms than a panel keeps in
    /// the caches.
    /// </summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 5, 7 }, { 3, 192, 8 }, { 4, 9, 17 }, { 5, 1_030, 24 }, { 8, 7, 32 }, { 12, 1_030, 40 }, { 13, 4, 48 },
        { 20, 64, 65 }, { 31, 6, 100 }, { 32, 513, 96 }, { 9, 3, 80 }, { 4, 0, 7 }, { 9, 0, 48 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Products_OfEachLayout_AreTheSumsInOrderBitForBit(int rows, int inner, int columns)
    {
        using var scope = new TorchScope();
        var (bias, start) = (Numbers(3, columns), Numbers(4, rows, columns));
        foreach (var left in BothLayouts(Numbers(1, rows, inner)))
        {
            foreach (var right in BothLayouts(Numbers(2, inner, columns)))
            {
                var (assigned, added, factor) = (start.clone(), start.clone(), _products.Factor(right));
                _products.Assign(assigned, left, factor);
                _products.Add(added, left, factor);

                var sums = Sums(left, right, (_, _) => 0);
                Assert.Equal(sums, Floats(assigned));
                Assert.Equal(sums, Floats(_products.Multiply(left, right)));
                Assert.Equal(Sums(left, right, (row, column) => Floats(start)[(row * columns) + column]), Floats(added));
                Assert.Equal(Sums(left, right, (_, column) => Floats(bias)[column]), Floats(_products.Affine(bias, left, right)));
            }
        }
    }

    [Fact]
    public void Multiply_OfNumbersThatAreNone_KeepsThem()
    {
        using var scope = new TorchScope();

        var product = Floats(_products.Multiply(tensor([float.NaN, 1, 2, float.PositiveInfinity], [2, 2]), tensor([1f, 2, 3, 4], [2, 2])));

        Assert.Equal([float.NaN, float.NaN, float.PositiveInfinity, float.PositiveInfinity], product);
    }

    [Fact]
    public void Products_OfFloat64_StayFloat64()
    {
        using var scope = new TorchScope();
        var (left, right) = (tensor([1 / 3.0], [1, 1]), tensor([1.0], [1, 1]));

        Assert.Equal([1 / 3.0], TensorSpan.Of<double>(_products.Multiply(left, right)).ToArray());
    }

    /// <summary>The same matrix, stored row by row and column by column.</summary>
    private static Tensor[] BothLayouts(Tensor matrix) => [matrix, matrix.t().contiguous().t()];

    private static float[] Sums(Tensor left, Tensor right, Func<int, int, float> start)
    {
        var (first, second) = (Floats(left), Floats(right));
        var (rows, inner, columns) = ((int)left.shape[0], (int)left.shape[1], (int)right.shape[1]);
        var sums = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                ref var sum = ref sums[(row * columns) + column];
                sum = start(row, column);
                for (var i = 0; i < inner; i++)
                {
                    sum = MathF.FusedMultiplyAdd(first[(row * inner) + i], second[(i * columns) + column], sum);
                }
            }
        }

        return sums;
    }

    private static Tensor Numbers(int seed, params long[] shape) =>
        tensor(Tiny.Numbers(seed, (int)shape.Aggregate(1L, (product, size) => product * size)), shape, ScalarType.Float32);

    private static float[] Floats(Tensor tensor) => TensorSpan.Of<float>(tensor.contiguous()).ToArray();
}
