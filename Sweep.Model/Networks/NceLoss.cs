using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Noise-contrastive estimation as TensorFlow 1's <c>nce_loss</c> computes it (Gutmann and Hyvärinen, 2010; Mnih and Teh, 2012):
/// per target, softplus(−true logit) + Σ softplus(negative logits), averaged. A logit is hidden · weight + bias − ln(expected count).
/// </summary>
internal static class NceLoss
{
    /// <summary>What is taken off the logits: how often a word was to be expected among the negatives.</summary>
    /// <param name="TrueLogCounts">(N): ln of the targets' expected counts.</param>
    /// <param name="NegativeLogCounts">(S): ln of the negatives' expected counts.</param>
    public readonly record struct Correction(Tensor TrueLogCounts, Tensor NegativeLogCounts);

    /// <param name="Loss">The mean over the targets, a scalar.</param>
    /// <param name="Hidden">Its gradient by the hidden layer's outputs, (N, H).</param>
    /// <param name="Weights">By the output weights of the N targets, then of the S negatives, (N + S, H).</param>
    /// <param name="Bias">Likewise by their biases, (N + S).</param>
    public readonly record struct Result(Tensor Loss, Tensor Hidden, Tensor Weights, Tensor Bias);

    /// <summary>Loss and gradients.</summary>
    /// <param name="hidden">Outputs of the hidden layer, (N, H).</param>
    /// <param name="weights">Output weights of the N targets, then of the S negatives, (N + S, H).</param>
    /// <param name="bias">Their biases, (N + S).</param>
    /// <param name="correction">ln of the expected counts.</param>
    public static Result Compute(Tensor hidden, Tensor weights, Tensor bias, Correction correction)
    {
        var targets = hidden.shape[0];
        var negatives = weights.shape[0] - targets;
        using var count = ((double)targets).ToScalar();
        var (trueWeights, negativeWeights) = (weights.narrow(0, 0, targets), weights.narrow(0, targets, negatives));
        var trueLogits = (hidden * trueWeights).sum(1).add_(bias.narrow(0, 0, targets), Scalars.One).sub_(correction.TrueLogCounts);            // (N)
        var negativeLogits = addmm(bias.narrow(0, targets, negatives) - correction.NegativeLogCounts, hidden, negativeWeights.t(), 1, 1); // (N, S)
        var loss = Softplus(-trueLogits).sum().add_(Softplus(negativeLogits).sum(), Scalars.One).div_(count);

        var byTrue = trueLogits.sigmoid_().sub_(Scalars.One).div_(count); // (N)
        var byNegative = negativeLogits.sigmoid_().div_(count);         // (N, S)
        var column = byTrue.unsqueeze(1);                             // (N, 1)
        return new(
            loss,
            mm(byNegative, negativeWeights).addcmul_(column, trueWeights, Scalars.One),
            cat([column * hidden, mm(byNegative.t(), hidden)]),
            cat([byTrue, byNegative.sum(dim: 0)]));
    }

    /// <summary>ln(1 + e^x), exact for large x.</summary>
    public static Tensor Softplus(Tensor x) => logaddexp(x, zeros_like(x));
}
