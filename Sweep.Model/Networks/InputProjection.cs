using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Computes the input's part of a cell's sums, x·W + b, for all steps of a window at once. It is computed once for each distinct word,
/// because a window has only about half as many distinct words as words. So are its gradients. W (G × E), b (G); G is the width of all
/// gates together.
/// </summary>
internal sealed class InputProjection(Parameter weights, Parameter bias)
{
    /// <summary>Computes the sums of each distinct word, (U, G); a cell's step picks those of its words.</summary>
    /// <param name="rows">Vectors of the distinct words, (U, E), an operand.</param>
    public Tensor Forward(Tensor rows, Products products)
    {
        using var transposed = weights.Value.t();
        return products.Affine(bias.Value, rows, products.Operand(transposed));
    }

    /// <param name="byWord">The loss's gradient with respect to the result of <see cref="Forward"/>, (U, G).</param>
    /// <param name="rows">The rows that <see cref="Forward"/> got.</param>
    /// <returns>The gradients with respect to the distinct words' vectors, (U, E), the weights and the bias.</returns>
    public (Tensor Rows, Gradient Weights, Gradient Bias) Backward(Tensor byWord, Tensor rows, Products products)
    {
        var operand = products.Operand(byWord);
        return (
            products.Multiply(operand, products.Operand(weights.Value)),
            new(weights, products.Multiply(operand.t(), rows)),
            new(bias, byWord.sum(dim: 0)));
    }
}
