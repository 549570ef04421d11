using Sweep.Model.Matrices;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Multiplies float32 by <see cref="MatrixProduct"/>, so that the results are bit for bit the same on every processor that has its
/// instructions, and float64 by libtorch. A factor of float32 is a tensor of its panels.
/// </summary>
internal sealed unsafe class VectorProducts : LibraryProducts
{
    public override Tensor Factor(Tensor matrix)
    {
        if (!IsOurs(matrix)) { return base.Factor(matrix); }
        var source = TensorMatrix.Of(matrix);
        var panels = empty(Panels.Size(source.Rows, source.Columns));
        Panels.Pack(source, TensorMatrix.Memory(panels));
        GC.KeepAlive(matrix);
        return panels;
    }

    public override void Assign(Tensor target, Tensor left, Tensor right)
    {
        if (!IsOurs(target)) { base.Assign(target, left, right); }
        else { Compute(MatrixProduct.Assign, target, left, right); }
    }

    public override void Add(Tensor target, Tensor left, Tensor right)
    {
        if (!IsOurs(target)) { base.Add(target, left, right); }
        else { Compute(MatrixProduct.Add, target, left, right); }
    }

    public override Tensor Multiply(Tensor left, Tensor right)
    {
        if (!IsOurs(left)) { return base.Multiply(left, right); }
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.shape[1], right.shape[0]);
        using var panels = Factor(right);
        var product = empty(left.shape[0], right.shape[1]);
        Compute(MatrixProduct.Assign, product, left, panels);
        return product;
    }

    public override Tensor Affine(Tensor bias, Tensor left, Tensor right)
    {
        if (!IsOurs(left)) { return base.Affine(bias, left, right); }
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.shape[1], right.shape[0]);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bias.numel(), right.shape[1]);
        using var panels = Factor(right);
        var sum = empty(left.shape[0], right.shape[1]);
        MatrixProduct.Affine(TensorMatrix.Memory(bias), TensorMatrix.Of(left), TensorMatrix.Memory(panels), TensorMatrix.Of(sum));
        GC.KeepAlive(bias);
        GC.KeepAlive(left);
        return sum;
    }

    private static bool IsOurs(Tensor tensor) => tensor.dtype is ScalarType.Float32;

    private static void Compute(Computation compute, Tensor target, Tensor left, Tensor panels)
    {
        // The memory behind a tensor is written without further checks.
        var (factor, result) = (TensorMatrix.Of(left), TensorMatrix.Of(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(factor.Rows, result.Rows, nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Column, 1, nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(panels.numel(), Panels.Size(factor.Columns, result.Columns), nameof(panels));
        compute(factor, TensorMatrix.Memory(panels), result);
        GC.KeepAlive(target);
        GC.KeepAlive(left);
        GC.KeepAlive(panels);
    }

    private delegate void Computation(in Matrix left, float* panels, in Matrix target);
}
