using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Multiplies matrices in one number format. Inputs and results are always in the network's own format, float32; only the format of the
/// multiplication differs.
/// </summary>
internal abstract class Products
{
    /// <summary>Multiplies in the network's own format: float32, or float64 when gradients are checked.</summary>
    public static Products Exact { get; } = new ExactProducts();

    /// <summary>
    /// Converts a matrix to the form that the products take; done once if several products use it. The result lives in the caller's
    /// dispose scope.
    /// </summary>
    public abstract Tensor Operand(Tensor matrix);

    /// <summary>Computes target ← left · right.</summary>
    /// <param name="left">A matrix in the network's own format.</param>
    /// <param name="right">An <see cref="Operand"/>.</param>
    public abstract void Assign(Tensor target, Tensor left, Tensor right);

    /// <summary>Computes target ← target + left · right.</summary>
    /// <inheritdoc cref="Assign"/>
    public abstract void Add(Tensor target, Tensor left, Tensor right);

    /// <summary>Computes left · right; both are operands.</summary>
    public abstract Tensor Multiply(Tensor left, Tensor right);

    /// <summary>Computes bias + left · right; both matrices are operands.</summary>
    public virtual Tensor Affine(Tensor bias, Tensor left, Tensor right) => Multiply(left, right).add_(bias, Scalars.One);

    private sealed class ExactProducts : Products
    {
        public override Tensor Operand(Tensor matrix) => matrix;

        public override void Assign(Tensor target, Tensor left, Tensor right) => target.addmm_(left, right, 0, 1);

        public override void Add(Tensor target, Tensor left, Tensor right) => target.addmm_(left, right, 1, 1);

        public override Tensor Multiply(Tensor left, Tensor right) => mm(left, right);

        public override Tensor Affine(Tensor bias, Tensor left, Tensor right) => addmm(bias, left, right, 1, 1);
    }
}
