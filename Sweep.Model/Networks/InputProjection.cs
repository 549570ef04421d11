using System.Numerics;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Networks;

/// <summary>
/// The input's part of a cell's sums, x·W + b, for all steps of a window at once. It is computed once for each distinct word, of which a window has about
/// half as many as words, and so are its gradients. W (G × E), b (G), G being the width of all gates together.
/// </summary>
internal sealed class InputProjection(Parameter weights, Parameter bias)
{
    /// <summary>For each distinct word, (U, G); a cell's step picks those of its words.</summary>
    /// <param name="rows">Vectors of the distinct words, (U, E), an operand.</param>
    public Tensor Forward(Tensor rows, Products products)
    {
        using var transposed = weights.Value.t();
        return products.Affine(bias.Value, rows, products.Operand(transposed));
    }

    /// <param name="byWord">The loss's gradient by what <see cref="Forward"/> gave, (U, G).</param>
    /// <param name="rows">As they were given to it.</param>
    /// <returns>The gradient by the distinct words' vectors, (U, E), and by the weights and the bias.</returns>
    public (Tensor Rows, Gradient Weights, Gradient Bias) Backward(Tensor byWord, Tensor rows, Products products)
    {
        var operand = products.Operand(byWord);
        return (
            products.Multiply(operand, products.Operand(weights.Value)),
            new(weights, products.Multiply(operand.t(), rows)),
            new(bias, byWord.sum(dim: 0)));
    }

    /// <summary>Adds up the rows that belong to the same position, (count, columns).</summary>
    public static Tensor RowSums(Tensor rows, Tensor positions, long count)
    {
        var sums = zeros([count, .. rows.shape[1..]], rows.dtype);
        if (rows.dtype is ScalarType.Float64)
        {
            Add<double>(rows, positions, sums);
        }
        else
        {
            Add<float>(rows, positions, sums);
        }

        return sums;
    }

    // index_add_ does the same, several times slower for rows of this length.
    private static void Add<T>(Tensor rows, Tensor positions, Tensor sums)
        where T : unmanaged, INumber<T>
    {
        var source = Memory.Of<T>(rows);
        var target = Memory.Of<T>(sums);
        var order = Memory.Of<long>(positions);
        var width = source.Length / order.Length;
        for (var i = 0; i < order.Length; i++)
        {
            var sum = target.Slice((int)order[i] * width, width);
            TensorPrimitives.Add(sum, source.Slice(i * width, width), sum);
        }
    }
}
