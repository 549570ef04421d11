using static TorchSharp.torch;

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
}
