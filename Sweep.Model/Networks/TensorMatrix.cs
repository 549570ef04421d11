using Sweep.Model.Matrices;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>Gives access to tensors of float32 as matrices.</summary>
internal static unsafe class TensorMatrix
{
    /// <summary>Returns a tensor's own memory as a matrix; valid while the tensor lives.</summary>
    /// <param name="tensor">Two-dimensional and contiguous, or the transpose of such a tensor.</param>
    public static Matrix Of(Tensor tensor)
    {
        var shape = tensor.shape;
        var (rows, columns) = (checked((int)shape[0]), checked((int)shape[1]));
        if (tensor.is_contiguous()) { return new(Memory(tensor), rows, columns, columns, 1); }
        using var transposed = tensor.t();
        return new(Memory(transposed), rows, columns, 1, rows);
    }

    /// <summary>Returns the first number of a contiguous tensor; valid while the tensor lives.</summary>
    public static float* Memory(Tensor tensor)
    {
        // A tensor's memory does not move.
        fixed (float* first = TensorSpan.Of<float>(tensor)) { return first; }
    }
}
