using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Multiplies matrices whose operands are in bfloat16: the sign, the exponent and the first seven bits of a float32's fraction. The
/// processor sums in float32; the result is rounded to bfloat16.
/// </summary>
internal class BFloat16Products : Products
{
    public override Tensor Operand(Tensor matrix) => matrix.to_type(ScalarType.BFloat16);

    public sealed override Tensor Factor(Tensor matrix) => Operand(matrix);

    public sealed override void Assign(Tensor target, Tensor left, Tensor right)
    {
        using var operand = Operand(left);
        using var product = Product(operand, right);
        target.copy_(product);
    }

    public sealed override void Add(Tensor target, Tensor left, Tensor right)
    {
        using var operand = Operand(left);
        using var product = Product(operand, right);
        target.add_(product, Scalars.One);
    }

    public sealed override Tensor Multiply(Tensor left, Tensor right) => Product(left, right).to_type(ScalarType.Float32);

    /// <summary>Multiplies two rounded operands.</summary>
    protected virtual Tensor Product(Tensor left, Tensor right) => mm(left, right);
}

/// <summary>
/// Emulates bfloat16 on any processor: operands and results are rounded, and the product itself is computed in float32. The numbers are
/// the same apart from the order of the sums. It is slower than float32; it shows what bfloat16 does to a model when the processor lacks
/// it.
/// </summary>
internal sealed class RoundedProducts : BFloat16Products
{
    public override Tensor Operand(Tensor matrix) => Round(matrix);

    protected override Tensor Product(Tensor left, Tensor right)
    {
        using var product = mm(left, right);
        return Round(product);
    }

    private static Tensor Round(Tensor matrix)
    {
        using var rounded = matrix.to_type(ScalarType.BFloat16);
        return rounded.to_type(ScalarType.Float32);
    }
}
