using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Computes products in bfloat16 and compares each with float32's product of the same rounded operands. A bfloat16 has 8 significant bits,
/// so rounding changes a number by at most 2⁻⁸ of itself. An operand may differ by that. A sum of k terms is added up in float32 and then
/// rounded once; an addition changes it by at most 2⁻²³ of what it adds up to, even if it cuts bits off. So a product may differ by 2⁻⁸ of
/// itself, and by 2k · 2⁻²³ of the sum of the absolute terms, because both sides add up in an order of their own.
/// </summary>
/// <param name="products">What is compared.</param>
internal sealed class ComparedProducts(Products products) : Products
{
    private const double Rounding = 1.0 / (1 << 8);
    private const double Addition = 1.0 / (1 << 23);

    // Numbers below it, far below all that matter, may be taken for zero.
    private const double Least = 1e-30;

    /// <summary>The largest difference so far, as a share of what it may be.</summary>
    public double Excess { get; private set; }

    public override Tensor Operand(Tensor matrix)
    {
        var operand = products.Operand(matrix);
        Compare(operand, matrix, matrix.abs(), 0);
        return operand;
    }

    // In another format a factor is an operand.
    public override Tensor Factor(Tensor matrix) => Operand(matrix);

    public override void Assign(Tensor target, Tensor left, Tensor right)
    {
        products.Assign(target, left, right);
        CompareProduct(target, products.Operand(left), right);
    }

    public override void Add(Tensor target, Tensor left, Tensor right)
    {
        // The same product; what it is added to would hide its last bits.
        var product = empty_like(target);
        Assign(product, left, right);
        products.Add(target, left, right);
    }

    public override Tensor Multiply(Tensor left, Tensor right)
    {
        var product = products.Multiply(left, right);
        CompareProduct(product, left, right);
        return product;
    }

    private void CompareProduct(Tensor product, Tensor left, Tensor right)
    {
        var (exactLeft, exactRight) = (left.to_type(ScalarType.Float32), right.to_type(ScalarType.Float32));
        Compare(product, mm(exactLeft, exactRight), mm(exactLeft.abs(), exactRight.abs()), 2 * left.shape[1] * Addition);
    }

    /// <param name="sums">Of the absolute values.</param>
    /// <param name="share">How much of them the result may differ by.</param>
    private void Compare(Tensor found, Tensor expected, Tensor sums, double share)
    {
        var result = TensorSpan.Of<float>(found.to_type(ScalarType.Float32).contiguous());
        var exact = TensorSpan.Of<float>(expected.contiguous());
        var absolutes = TensorSpan.Of<float>(sums.contiguous());
        for (var i = 0; i < exact.Length; i++)
        {
            var allowed = (Rounding * Math.Abs((double)exact[i])) + (share * absolutes[i]) + Least;

            // Keeps NaN.
            Excess = Math.Max(Excess, Math.Abs((double)result[i] - exact[i]) / allowed);
        }
    }
}
