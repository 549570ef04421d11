using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Operands in bfloat16: the sign, the exponent and the first seven bits of a float32's fraction. The processor adds up in float32; the sum comes back in
/// bfloat16.
/// </summary>
internal class BFloat16Products : Products
{
    public override Tensor Operand(Tensor matrix) => matrix.to_type(ScalarType.BFloat16);

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

    /// <summary>Of two operands, rounded.</summary>
    protected virtual Tensor Product(Tensor left, Tensor right) => mm(left, right);
}

/// <summary>
/// The same numbers, but for the order of the sums, on any processor: operands and results are rounded, the product itself is float32's. It is slower than
/// float32; it shows what bfloat16 does to a model where there is none.
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
