using System.Numerics;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Networks;

/// <summary>
/// Turns gradients with respect to looked-up rows into gradients with respect to the table's rows, each of which may be looked up more
/// than once.
/// </summary>
internal static class RowSums
{
    /// <summary>Sums the rows that belong to the same position, (count, columns).</summary>
    public static Tensor Of(Tensor rows, Tensor positions, long count)
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

    // index_add_ does the same, but is several times slower for rows of this length.
    private static void Add<T>(Tensor rows, Tensor positions, Tensor sums)
        where T : unmanaged, INumber<T>
    {
        var source = TensorSpan.Of<T>(rows);
        var target = TensorSpan.Of<T>(sums);
        var order = TensorSpan.Of<long>(positions);
        var width = source.Length / order.Length;
        for (var i = 0; i < order.Length; i++)
        {
            var sum = target.Slice((int)order[i] * width, width);
            TensorPrimitives.Add(sum, source.Slice(i * width, width), sum);
        }
    }
}
