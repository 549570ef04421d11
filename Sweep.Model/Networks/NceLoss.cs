using System.Numerics;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Sweep.Model.Networks;

/// <summary>
/// Computes noise-contrastive estimation like TensorFlow 1's <c>nce_loss</c> (Gutmann and Hyvärinen, 2010; Mnih and Teh, 2012): per
/// target, softplus(−true logit) + Σ softplus(negative logits), averaged. A logit is hidden · weight + bias − ln(expected count).
/// </summary>
internal static class NceLoss
{
    /// <summary>What is subtracted from the logits: ln of how often a word is expected among the negatives.</summary>
    /// <param name="TrueLogCounts">(N): ln of the targets' expected counts.</param>
    /// <param name="NegativeLogCounts">(S): ln of the negatives' expected counts.</param>
    public readonly record struct Correction(Tensor TrueLogCounts, Tensor NegativeLogCounts);

    /// <param name="Loss">The mean over the targets, a scalar.</param>
    /// <param name="Hidden">The loss's gradient with respect to the hidden layer's outputs, (N, H).</param>
    /// <param name="Weights">The gradient with respect to the output weights of the N targets, then of the S negatives, (N + S, H).</param>
    /// <param name="Bias">The gradient with respect to their biases, (N + S).</param>
    public readonly record struct Result(Tensor Loss, Tensor Hidden, Tensor Weights, Tensor Bias);

    /// <summary>Computes loss and gradients.</summary>
    /// <param name="hidden">Outputs of the hidden layer, (N, H).</param>
    /// <param name="weights">Output weights of the N targets, then of the S negatives, (N + S, H).</param>
    /// <param name="bias">The biases of these words, (N + S).</param>
    /// <param name="correction">ln of the expected counts.</param>
    public static Result Compute(Tensor hidden, Tensor weights, Tensor bias, Correction correction) =>
        hidden.dtype is ScalarType.Float64
            ? Compute<double>(hidden, weights, bias, correction)
            : Compute<float>(hidden, weights, bias, correction);

    /// <summary>ln(1 + e^x), exact for large x.</summary>
    public static Tensor Softplus(Tensor x) => logaddexp(x, zeros_like(x));

    // Elementwise arithmetic and what belongs to a single row are loops: as library calls there would be thirty of them, and they would
    // take most of the time.
    private static Result Compute<T>(Tensor hidden, Tensor weights, Tensor bias, Correction correction)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var targets = hidden.shape[0];
        var negatives = weights.shape[0] - targets;
        var (trueWeights, negativeWeights) = (weights.narrow(0, 0, targets), weights.narrow(0, targets, negatives));
        var byTrue = (hidden * trueWeights).sum(1);     // (N)
        var byNegative = Products.Exact.Multiply(hidden, negativeWeights.t()); // (N, S)
        var loss = Turn(TensorSpan.Of<T>(byTrue), TensorSpan.Of<T>(byNegative), TensorSpan.Of<T>(bias), correction);

        var hiddenGrad = Products.Exact.Multiply(byNegative, negativeWeights);
        var (weightGrad, byBias) = (empty_like(weights), zeros_like(bias));
        Products.Exact.Assign(weightGrad.narrow(0, targets, negatives), byNegative.t(), Products.Exact.Factor(hidden));
        AddOwnRows(
            TensorSpan.Of<T>(byTrue), TensorSpan.Of<T>(hidden), TensorSpan.Of<T>(weights),
            TensorSpan.Of<T>(hiddenGrad), TensorSpan.Of<T>(weightGrad));
        AddUp(TensorSpan.Of<T>(byTrue), TensorSpan.Of<T>(byNegative), TensorSpan.Of<T>(byBias));
        return new(tensor(loss, hidden.dtype), hiddenGrad, weightGrad, byBias);
    }

    /// <summary>
    /// Computes the loss. The products are overwritten with the gradients with respect to the logits: (σ − 1) / N for a target, σ / N for
    /// a negative.
    /// </summary>
    private static double Turn<T>(Span<T> byTrue, Span<T> byNegative, ReadOnlySpan<T> bias, Correction correction)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var trueLogCounts = TensorSpan.Of<T>(correction.TrueLogCounts);
        var negativeLogCounts = TensorSpan.Of<T>(correction.NegativeLogCounts);
        var scale = T.One / T.CreateTruncating(byTrue.Length);
        var loss = Turn(byTrue, bias[..byTrue.Length], trueLogCounts, -T.One, scale);
        TensorPrimitives.Subtract(byTrue, scale, byTrue);
        var columns = negativeLogCounts.Length;
        for (var row = 0; row < byTrue.Length; row++)
        {
            loss += Turn(byNegative.Slice(row * columns, columns), bias[byTrue.Length..], negativeLogCounts, T.One, scale);
        }

        return loss / byTrue.Length;
    }

    /// <returns>Σ softplus(sign · logit) of a row; the row is overwritten with σ(logit) · scale.</returns>
    private static double Turn<T>(Span<T> products, ReadOnlySpan<T> bias, ReadOnlySpan<T> logCounts, T sign, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Add(products, bias, products);
        TensorPrimitives.Subtract(products, logCounts, products);
        ref var row = ref products.Row(0, 0);
        var sum = Vector<T>.Zero;
        for (var i = 0; i < products.Length; i += Vector<T>.Count)
        {
            // Lanes without an element get an infinity whose softplus is 0.
            sum += ActivationFunctions.Softplus(SimdRow.Read(ref row, i, products.Length, T.NegativeInfinity * sign) * sign);
            (ActivationFunctions.Sigmoid(SimdRow.Read(ref row, i, products.Length)) * scale).Write(ref row, i, products.Length);
        }

        return double.CreateTruncating(Vector.Sum(sum));
    }

    /// <summary>
    /// Adds what each target's own word contributes to the gradient with respect to its hidden outputs, and writes the gradient with
    /// respect to that word's weights.
    /// </summary>
    private static void AddOwnRows<T>(
        ReadOnlySpan<T> byTrue, ReadOnlySpan<T> hidden, ReadOnlySpan<T> weights, Span<T> hiddenGrad, Span<T> weightGrad)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = hidden.Length / byTrue.Length;
        for (var i = 0; i < byTrue.Length; i++)
        {
            var row = i * width;
            TensorPrimitives.Multiply(hidden.Slice(row, width), byTrue[i], weightGrad.Slice(row, width));
            TensorPrimitives.MultiplyAdd(weights.Slice(row, width), byTrue[i], hiddenGrad.Slice(row, width), hiddenGrad.Slice(row, width));
        }
    }

    /// <summary>
    /// Computes the gradient with respect to the biases: a target's word has its own; for a negative it is the sum over the targets.
    /// </summary>
    private static void AddUp<T>(ReadOnlySpan<T> byTrue, ReadOnlySpan<T> byNegative, Span<T> byBias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        byTrue.CopyTo(byBias);
        var sums = byBias[byTrue.Length..];
        for (var rest = byNegative; !rest.IsEmpty; rest = rest[sums.Length..])
        {
            TensorPrimitives.Add(sums, rest[..sums.Length], sums);
        }
    }
}
