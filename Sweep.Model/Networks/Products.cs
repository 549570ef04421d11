using Sweep.Model.Matrices;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Multiplies matrices in one number format. Inputs and results are always in the network's own format, float32; only the format of the
/// multiplication differs.
/// </summary>
internal abstract class Products
{
    /// <summary>Multiplies in the network's own format: float32, or float64 when gradients are checked.</summary>
    public static Products Exact { get; } = MatrixProduct.IsSupported ? new VectorProducts() : new LibraryProducts();

    /// <summary>
    /// Converts a matrix to the form that <see cref="Multiply"/> and <see cref="Affine"/> take; done once if several products use it. The
    /// result lives in the caller's dispose scope.
    /// </summary>
    public abstract Tensor Operand(Tensor matrix);

    /// <summary>
    /// Converts a matrix to the form in which it is the right factor of <see cref="Assign"/> and <see cref="Add"/>; done once for all
    /// steps of a window. The result lives in the caller's dispose scope.
    /// </summary>
    public abstract Tensor Factor(Tensor matrix);

    /// <summary>Computes target ← left · right.</summary>
    /// <param name="left">A matrix in the network's own format.</param>
    /// <param name="right">A <see cref="Factor"/>.</param>
    public abstract void Assign(Tensor target, Tensor left, Tensor right);

    /// <summary>Computes target ← target + left · right.</summary>
    /// <inheritdoc cref="Assign"/>
    public abstract void Add(Tensor target, Tensor left, Tensor right);

    /// <summary>Computes left · right; both are operands.</summary>
    public abstract Tensor Multiply(Tensor left, Tensor right);

    /// <summary>Computes bias + left · right; both matrices are operands.</summary>
    public virtual Tensor Affine(Tensor bias, Tensor left, Tensor right) => Multiply(left, right).add_(bias, Scalars.One);
}
